using InstructEngine.Hosting;
using InstructEngine.TrainerService.Grpc;
using MassTransit;

namespace InstructEngine.TrainerService;

/// <summary>Pairs → checkpoints.</summary>
public sealed class TrainerModule : IServiceModule
{
    public string Name => "trainer-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddTraining(configuration);

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddTrainingConsumers();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<TrainingQueries>();
}
