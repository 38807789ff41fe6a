using InstructEngine.EvalService.Grpc;
using InstructEngine.Hosting;
using InstructEngine.Review;
using MassTransit;

namespace InstructEngine.EvalService;

/// <summary>Checkpoints → scores and report.</summary>
public sealed class EvalModule : IServiceModule
{
    public string Name => "eval-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddEvaluation(configuration).AddReviewSite(configuration, Name);

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddEvaluationConsumers();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<EvaluationQueries>();
}
