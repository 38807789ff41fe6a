using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Hosting;

/// <summary>What one service adds to a host: alone in its own process, or beside the others in the embedded one.</summary>
public interface IServiceModule
{
    /// <summary>The service's name, e.g. <c>render-svc</c>; also the prefix of its queues.</summary>
    string Name { get; }

    void AddServices(IServiceCollection services, IConfiguration configuration);

    void AddConsumers(IBusRegistrationConfigurator bus);

    /// <summary>Maps the service's gRPC queries and control (which are transcoded to JSON too).</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints);
}
