using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Cli.Embedded;

/// <summary>Listens on the embedded bus for the run's failure, which must reach the user even when the store cannot be written any more.</summary>
internal sealed class RunWatchModule(RunFailureSignal signal) : IServiceModule
{
    public string Name => "cli";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton(signal);

    public void AddConsumers(IBusRegistrationConfigurator bus) => bus.AddConsumer<RunFailedConsumer>();

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}

internal sealed class RunFailureSignal
{
    private volatile RunFailed? _failure;

    public RunFailed? Failure
    {
        get => _failure;
        set => _failure = value;
    }
}

internal sealed class RunFailedConsumer(RunFailureSignal signal) : IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<RunFailed> context)
    {
        signal.Failure ??= context.Message;
        return Task.CompletedTask;
    }
}
