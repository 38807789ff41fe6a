using InstructEngine.Contracts.V1;
using MassTransit;

namespace InstructEngine.Hosting.Jobs;

/// <summary>Tells everybody that a run cannot go on.</summary>
internal interface IRunFailures
{
    Task PublishAsync(RunFailed failure, CancellationToken cancellationToken);
}

internal sealed class BusRunFailures(IBus bus) : IRunFailures
{
    public Task PublishAsync(RunFailed failure, CancellationToken cancellationToken) => bus.Publish(failure, cancellationToken);
}
