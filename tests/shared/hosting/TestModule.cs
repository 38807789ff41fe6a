using InstructEngine.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Shared.Tests.Hosting;

internal sealed class TestModule(string name, Action<IServiceCollection>? services = null, Action<IBusRegistrationConfigurator>? consumers = null) : IServiceModule
{
    public string Name => name;

    public void AddServices(IServiceCollection collection, IConfiguration configuration) => services?.Invoke(collection);

    public void AddConsumers(IBusRegistrationConfigurator bus) => consumers?.Invoke(bus);

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
