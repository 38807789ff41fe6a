using InstructEngine.Hosting;
using InstructEngine.InstructionService.Consumers;
using InstructEngine.InstructionService.Grpc;
using InstructEngine.InstructionService.QualityControl;
using InstructEngine.InstructionService.QualityControl.Length;
using InstructEngine.InstructionService.Writing;
using MassTransit;

namespace InstructEngine.InstructionService;

/// <summary>Leaves → instruction triples.</summary>
public sealed class InstructionModule : IServiceModule
{
    public string Name => "instruction-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(QualityOptions.From(configuration))
        .AddSingleton<TokenCounters>()
        .AddSingleton<TripleQualities>()
        .AddSingleton<InstructionWriter>()
        .AddSingleton<TripleStore>();

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddConsumer<ThemeExpandedConsumer, ThemeExpandedConsumerDefinition>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<InstructionQueries>();
}
