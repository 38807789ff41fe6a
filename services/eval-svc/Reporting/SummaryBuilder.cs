using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Counts what the services stored.</summary>
internal sealed class SummaryBuilder(IDocumentStore documents, TimeProvider time)
{
    public async Task<RunSummary> BuildAsync(RunDocument run, EvaluationOutcome outcome, EpochCompleted checkpoint, CancellationToken cancellationToken)
    {
        var made = await BuildAsync(run, cancellationToken);
        return made with
        {
            DatasetHash = made.DatasetHash ?? throw new InvalidOperationException($"Run {run.RunId} has a checkpoint but no dataset."),
            Training = new(checkpoint.Steps, checkpoint.Epochs, checkpoint.Loss, checkpoint.ImplicitAccuracy, checkpoint.CheckpointHash, checkpoint.ReferenceHash),
            Evaluation = EvaluationSummaries.Of(outcome),
        };
    }

    /// <summary>What there is before training.</summary>
    public async Task<RunSummary> BuildAsync(RunDocument run, CancellationToken cancellationToken)
    {
        var dataset = (await documents.FindAsync<DatasetCompleted>(Collections.Datasets, run.RunId, cancellationToken))?.Value;
        var taxonomy = await documents.FindAsync<TaxonomyCompleted>(Collections.Taxonomies, run.RunId, cancellationToken)
            ?? throw new InvalidOperationException($"Run {run.RunId} has ended but has no taxonomy.");
        var corpus = await CorpusReportReader.ReadAsync(documents, run.RunId, cancellationToken);
        return new RunSummary(
            run.RunId,
            run.Spec,
            Math.Round((time.GetUtcNow() - run.RequestedAt).TotalSeconds, 1),
            dataset?.DatasetHash,
            corpus is null ? null : new(corpus.Name, corpus.Read, corpus.Kept, corpus.Sampled, corpus.OutsideWorld, corpus.Dropped.ToDictionary(entry => entry.Reason, entry => entry.Count)),
            new(taxonomy.Value.Themes, taxonomy.Value.Leaves + taxonomy.Value.OutsideLeaves, taxonomy.Value.OutsideLeaves),
            RunEnds.Includes(run.Spec.Until, Stages.Instructions) ? await TriplesAsync(run.RunId, cancellationToken) : null,
            dataset is null ? null : new(dataset.Pairs, dataset.RejectedPairs),
            Training: null,
            Evaluation: null);
    }

    private async Task<TriplesSummary> TriplesAsync(string runId, CancellationToken cancellationToken) => new(
        await documents.CountAsync(Collections.Triples, runId, cancellationToken), await documents.CountAsync(Collections.RejectedTriples, runId, cancellationToken));
}
