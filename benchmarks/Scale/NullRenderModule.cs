using InstructEngine.Hosting;
using InstructEngine.RenderService;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Verification;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InstructEngine.Benchmarks.Scale;

/// <summary>render-svc as it is, but for the model that draws and the scorer that checks: what is left is what the pipeline itself costs.</summary>
internal sealed class NullRenderModule(TimeSpan sleep) : IServiceModule
{
    private readonly RenderModule _inner = new();

    public string Name => _inner.Name;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        _inner.AddServices(services, configuration);
        services.Replace(ServiceDescriptor.Singleton<IImageRenderers>(_ => new NullRenderer(sleep)));
        services.Replace(ServiceDescriptor.Singleton<IPairScorers, NullScorer>());
    }

    public void AddConsumers(IBusRegistrationConfigurator bus) => _inner.AddConsumers(bus);

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => _inner.MapEndpoints(endpoints);
}
