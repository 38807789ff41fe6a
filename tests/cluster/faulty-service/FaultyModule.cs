using InstructEngine.Hosting;
using InstructEngine.Storage.Documents;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.FaultyService;

/// <summary>A service as it is, but for one fault at the edge of its process.</summary>
internal sealed class FaultyModule(IServiceModule inner, Fault fault) : IServiceModule
{
    public string Name => inner.Name;

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        inner.AddServices(services, configuration);
        services.AddPublishObserver(_ => new FaultyPublishing(fault));

        // In its place: the host counts what a module adds behind it.
        var store = services.Single(added => added.ServiceType == typeof(IDocumentStore));
        services[services.IndexOf(store)] = ServiceDescriptor.Singleton<IDocumentStore>(
            provider => new FaultyDocumentStore((IDocumentStore)store.ImplementationFactory!(provider), fault));
    }

    public void AddConsumers(IBusRegistrationConfigurator bus) => inner.AddConsumers(bus);

    public void MapEndpoints(IEndpointRouteBuilder endpoints) => inner.MapEndpoints(endpoints);
}
