using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.EvalService.Consumers;

/// <summary>Stores the evaluation of a checkpoint as a job: drawing takes minutes, a delivery may not. Unless the spec says otherwise, of the last one alone.</summary>
internal sealed class EpochCompletedConsumer(RunDirectory runs, IJobQueue jobs, RunConclusion conclusion) : IConsumer<EpochCompleted>
{
    public async Task Consume(ConsumeContext<EpochCompleted> context)
    {
        var checkpoint = context.Message;
        if (!await runs.IsActiveAsync(checkpoint.RunId, context.CancellationToken))
            return;
        if (!checkpoint.IsLast && (await runs.FindAsync(checkpoint.RunId, context.CancellationToken))?.Spec.Evaluation.Epochs != EvaluationEpochs.All)
            return;

        // A run that goes on after a stop sends its events again; its job may be done, with only the last event lost.
        if (checkpoint.IsLast && await conclusion.AnnounceAsync(checkpoint.RunId, checkpoint.Epoch, context, context.CancellationToken))
            return;

        await jobs.EnqueueAsync(
            EvaluationJob.IdOf(checkpoint), checkpoint.RunId, EvaluationJob.JobKind, EvaluationJob.InputOf(checkpoint), context.CancellationToken);
    }
}

internal sealed class EpochCompletedConsumerDefinition : ConsumerDefinition<EpochCompletedConsumer>
{
    public EpochCompletedConsumerDefinition() => ConcurrentMessageLimit = 4;
}
