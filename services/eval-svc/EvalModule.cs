using InstructEngine.EvalService.Grpc;
using InstructEngine.EvalService.HumanReview;
using InstructEngine.Hosting;
using InstructEngine.Review;
using MassTransit;

namespace InstructEngine.EvalService;

/// <summary>Checkpoints → scores and report.</summary>
public sealed class EvalModule : IServiceModule, IReviewModule
{
    public string Name => "eval-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddEvaluation(configuration).AddHumanReview().AddReviewSite(configuration, Name);

    public void AddReview(IServiceCollection services) => services.AddHumanReview();

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddEvaluationConsumers();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<EvaluationQueries>();
}
