using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.TaxonomyService.Consumers;

/// <summary>Writes down that a run failed or pauses; the first reason stays.</summary>
internal sealed class RunFailedConsumer(RunDirectory runs) : IConsumer<RunFailed>
{
    public Task Consume(ConsumeContext<RunFailed> context)
    {
        var failure = context.Message;
        return failure.Paused == true
            ? runs.PauseAsync(failure.RunId, failure.Service, failure.Reason, context.CancellationToken)
            : runs.FailAsync(failure.RunId, failure.Service, failure.Reason, context.CancellationToken);
    }
}
