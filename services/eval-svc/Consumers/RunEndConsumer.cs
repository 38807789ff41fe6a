using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.EvalService.Consumers;

/// <summary>Ends a run that was to go no further than its taxonomy, instructions or dataset, once that is there.</summary>
internal sealed class RunEndConsumer(RunDirectory runs, RunConclusion conclusion) :
    IConsumer<TaxonomyCompleted>, IConsumer<InstructionsCompleted>, IConsumer<DatasetCompleted>
{
    public Task Consume(ConsumeContext<TaxonomyCompleted> context) => ReachedAsync(RunEnds.Taxonomy, context.Message.RunId, context.CancellationToken);

    public Task Consume(ConsumeContext<InstructionsCompleted> context) => ReachedAsync(RunEnds.Instructions, context.Message.RunId, context.CancellationToken);

    public Task Consume(ConsumeContext<DatasetCompleted> context) => ReachedAsync(RunEnds.Dataset, context.Message.RunId, context.CancellationToken);

    private async Task ReachedAsync(string end, string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is { State: RunState.Running } run && run.Spec.Until == end)
            await conclusion.ConcludeEarlyAsync(run, cancellationToken);
    }
}

internal sealed class RunEndConsumerDefinition : ConsumerDefinition<RunEndConsumer>
{
    // A report reads much of the store; one at a time.
    public RunEndConsumerDefinition() => ConcurrentMessageLimit = 1;
}
