using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Language;
using InstructEngine.TaxonomyService.Consumers;
using InstructEngine.TaxonomyService.Coverage;
using InstructEngine.TaxonomyService.Grpc;
using InstructEngine.TaxonomyService.LanguageWriting;
using InstructEngine.TaxonomyService.Review;
using MassTransit;

namespace InstructEngine.TaxonomyService;

/// <summary>Prompts → themes → subtopics; it owns the runs.</summary>
public sealed class TaxonomyModule : IServiceModule
{
    public string Name => "taxonomy-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<RunSubmission>();
        services.AddSingleton<CorpusSampling>();
        services.AddSingleton<TaxonomyReviews>();
        services.AddSingleton<RunTaxonomies>();
        services.AddSingleton<CoverageStore>();
        services.AddSingleton<IThemeWriter, LanguageThemeWriter>();
        services.AddSingleton<TaxonomyPlanner>();
        services.AddSingleton<TaxonomyBuilder>();
        services.AddSingleton<IJobHandler, TaxonomyJob>();
        services.AddLanguageModel(configuration);
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
