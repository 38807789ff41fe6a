using InstructEngine.Hosting;
using InstructEngine.InstructionService.Grpc;
using MassTransit;

namespace InstructEngine.InstructionService;

/// <summary>Leaves → instruction triples.</summary>
public sealed class InstructionModule : IServiceModule
{
    public string Name => "instruction-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<InstructionQueries>();
}
