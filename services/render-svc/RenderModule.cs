using InstructEngine.Hosting;
using InstructEngine.RenderService.Grpc;
using MassTransit;

namespace InstructEngine.RenderService;

/// <summary>Triples → verified image pairs.</summary>
public sealed class RenderModule : IServiceModule
{
    public string Name => "render-svc";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddRendering(configuration);

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddRenderingConsumers();

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<RenderQueries>();
}
