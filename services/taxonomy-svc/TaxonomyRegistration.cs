using InstructEngine.TaxonomyService.Consumers;
using MassTransit;

namespace InstructEngine.TaxonomyService;

/// <summary>What makes and sends taxonomies, as the service's module registers it.</summary>
internal static class TaxonomyRegistration
{
    public static IServiceCollection AddTaxonomy(this IServiceCollection services) => services.AddSingleton<TaxonomyBuilder>();

    public static void AddTaxonomyConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<RunRequestedConsumer, RunRequestedConsumerDefinition>();
}
