using InstructEngine.RenderService.Consumers;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Verification;
using MassTransit;

namespace InstructEngine.RenderService;

/// <summary>What turns triples into verified image pairs, as the service's module registers it.</summary>
internal static class RenderRegistration
{
    public static IServiceCollection AddRendering(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(RenderOptions.From(configuration))
        .AddSingleton<IImageRenderers, CheckpointRenderers>()
        .AddSingleton<IImageCheck, SceneCheck>()
        .AddSingleton<PairCheck>()
        .AddSingleton<PairStore>()
        .AddSingleton<PairRenderer>();

    public static void AddRenderingConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<InstructionTripleCreatedConsumer, InstructionTripleCreatedConsumerDefinition>();
}
