using InstructEngine.InstructionService.Consumers;
using MassTransit;

namespace InstructEngine.InstructionService;

/// <summary>What writes and sends instruction triples, as the service's module registers it.</summary>
internal static class InstructionRegistration
{
    public static IServiceCollection AddInstructions(this IServiceCollection services) => services.AddSingleton<TripleStore>();

    public static void AddInstructionConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ThemeExpandedConsumer, ThemeExpandedConsumerDefinition>();
}
