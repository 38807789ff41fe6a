using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Hosting.Runs;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using MassTransit;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Ends a run: its figures, <c>summary.json</c> and <c>report.html</c>, then the events that say so.</summary>
internal sealed class RunConclusion(IDocumentStore documents, IBlobStore blobs, SummaryBuilder summaries, ReportDataReader reports, IBus bus)
{
    /// <summary><see cref="RunCompleted"/>, one a run.</summary>
    public const string Collection = "conclusions";

    public async Task ConcludeAsync(
        RunDocument run, EpochCompleted checkpoint, EvaluationOutcome outcome, IReadOnlyList<ScorerDescription> scorers, CancellationToken cancellationToken)
    {
        var evaluated = outcome.ToEvent(checkpoint);
        await documents.InsertIfAbsentAsync(Collections.Evaluations, $"{run.RunId}-{checkpoint.Epoch}", run.RunId, evaluated, cancellationToken);

        var summary = await summaries.BuildAsync(run, outcome, checkpoint, cancellationToken);
        await new EvaluationRecords(documents, blobs).KeepAsync(run.RunId, new EvaluationRecord(outcome, scorers), cancellationToken);
        var data = await reports.ReadAsync(run, summary, outcome, scorers, checkpoint, cancellationToken);
        var completed = new RunCompleted(
            run.RunId,
            summary.DatasetHash!,
            await blobs.PutAsync(SummaryJson.Write(summary), cancellationToken),
            await blobs.PutAsync(ReportWriter.Write(data), cancellationToken));
        await documents.InsertIfAbsentAsync(Collection, run.RunId, run.RunId, completed, cancellationToken);
        await AnnounceAsync(run.RunId, checkpoint.Epoch, bus, cancellationToken);
    }

    /// <summary>Ends a run that was to go no further than this. Called again, it says again how the run ended.</summary>
    public async Task ConcludeEarlyAsync(RunDocument run, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync<RunCompleted>(Collection, run.RunId, cancellationToken) is null)
        {
            var summary = await summaries.BuildAsync(run, cancellationToken);
            var data = await reports.ReadAsync(run, summary, cancellationToken);
            var made = new RunCompleted(
                run.RunId,
                summary.DatasetHash ?? string.Empty,
                await blobs.PutAsync(SummaryJson.Write(summary), cancellationToken),
                await blobs.PutAsync(EarlyReportWriter.Write(data), cancellationToken));
            await documents.InsertIfAbsentAsync(Collection, run.RunId, run.RunId, made, cancellationToken);
        }

        var completed = await documents.FindAsync<RunCompleted>(Collection, run.RunId, cancellationToken);
        await bus.Publish(completed!.Value, cancellationToken);
    }

    /// <summary>Says what is stored, again if need be: the process may have died between storing and saying.</summary>
    /// <returns>False when the run has not ended yet.</returns>
    public async Task<bool> AnnounceAsync(string runId, int epoch, IPublishEndpoint publisher, CancellationToken cancellationToken)
    {
        var evaluated = await documents.FindAsync<CheckpointEvaluated>(Collections.Evaluations, $"{runId}-{epoch}", cancellationToken);
        var completed = await documents.FindAsync<RunCompleted>(Collection, runId, cancellationToken);
        if (evaluated is null || completed is null)
            return false;

        await publisher.Publish(evaluated.Value, cancellationToken);
        await publisher.Publish(completed.Value, cancellationToken);
        return true;
    }
}
