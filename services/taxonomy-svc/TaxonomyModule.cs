using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.Consumers;
using InstructEngine.TaxonomyService.Grpc;
using MassTransit;

namespace InstructEngine.TaxonomyService;

/// <summary>Prompts → themes → subtopics; it owns the runs.</summary>
public sealed class TaxonomyModule : IServiceModule
{
    public string Name => "taxonomy-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<RunSubmission>();
        services.AddSingleton<TaxonomyBuilder>();
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RunRequestedConsumer, RunRequestedConsumerDefinition>();
        bus.AddConsumer<RunCompletedConsumer>();
        bus.AddConsumer<RunFailedConsumer>();
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<RunsService>();
        endpoints.MapGrpcService<TaxonomyQueries>();
    }
}
