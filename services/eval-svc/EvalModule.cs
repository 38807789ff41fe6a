using InstructEngine.EvalService.Grpc;
using InstructEngine.Hosting;
using MassTransit;

namespace InstructEngine.EvalService;

/// <summary>Checkpoints → scores and report.</summary>
public sealed class EvalModule : IServiceModule
{
    public string Name => "eval-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<EvaluationQueries>();
}
