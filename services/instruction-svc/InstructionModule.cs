using InstructEngine.Hosting;
using InstructEngine.InstructionService.Consumers;
using InstructEngine.InstructionService.Grpc;
using MassTransit;

namespace InstructEngine.InstructionService;

/// <summary>Leaves → instruction triples.</summary>
public sealed class InstructionModule : IServiceModule
{
    public string Name => "instruction-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddInstructions(configuration);

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddConsumer<ThemeExpandedConsumer, ThemeExpandedConsumerDefinition>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<InstructionQueries>();
}
