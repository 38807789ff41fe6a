using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.EvalService.Consumers;

/// <summary>
/// Looks whether the instructions repeat the suite when all are written, which is before their images are drawn and a model is trained on them. A suite
/// that cannot be had ends the run here too, and not after hours of training.
/// </summary>
internal sealed class SuiteOverlapConsumer(RunDirectory runs, SuiteOverlaps overlaps) : IConsumer<InstructionsCompleted>
{
    public async Task Consume(ConsumeContext<InstructionsCompleted> context)
    {
        var (runId, stop) = (context.Message.RunId, context.CancellationToken);
        if (await runs.IsActiveAsync(runId, Stages.Evaluation, stop) && await runs.FindAsync(runId, stop) is { } run)
            await overlaps.RequireNoneAsync(run, stop);
    }
}

internal sealed class SuiteOverlapConsumerDefinition : ConsumerDefinition<SuiteOverlapConsumer>
{
    // Reads all instructions of a run.
    public SuiteOverlapConsumerDefinition() => ConcurrentMessageLimit = 1;
}
