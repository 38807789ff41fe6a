using System.Text.Json.Nodes;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Hosting.Runs;

/// <summary>Works out how far a run is from what is stored alone, so that any process can tell, also after a restart.</summary>
public sealed class RunProgressReader(IDocumentStore documents)
{
    public async Task<RunProgress> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var run = (await documents.FindAsync<RunDocument>(Collections.Runs, runId, cancellationToken))?.Value;
        var taxonomy = await FirstAsync<TaxonomyCompleted>(Collections.Taxonomies, runId, cancellationToken);
        var created = await CountAsync(Collections.Triples, runId, cancellationToken);
        var rejected = await CountAsync(Collections.RejectedTriples, runId, cancellationToken);
        var jobs = await documents.ListAsync<JobDocument>(Collections.Jobs, runId, cancellationToken).Select(job => job.Value).ToListAsync(cancellationToken);
        StageProgress[] stages =
        [
            await SamplingAsync(runId, cancellationToken),
            await TaxonomyAsync(runId, run, taxonomy, jobs, cancellationToken),
            await InstructionsAsync(runId, run, taxonomy, created, rejected, cancellationToken),
            await RenderingAsync(runId, taxonomy, created, rejected, cancellationToken),
            Worked(Stages.Training, jobs, JobKinds.Train, run?.Spec.Training.Steps ?? 0, "steps"),
            Worked(Stages.Evaluation, jobs, JobKinds.Evaluate, 0, "images"),
        ];
        return new(run, [.. stages.Where(stage => RunEnds.Includes(run?.Spec.Until, stage.Stage))]);
    }

    private async Task<StageProgress> SamplingAsync(string runId, CancellationToken cancellationToken)
    {
        var corpus = await FirstAsync<JsonObject>(Collections.Corpora, runId, cancellationToken);
        var sampled = corpus?["sampled"]?.GetValue<long>() ?? (corpus is null ? 0 : 1);
        return new(Stages.Sampling, sampled, sampled, "prompts", null, corpus is null ? StageState.Waiting : StageState.Completed);
    }

    private async Task<StageProgress> TaxonomyAsync(
        string runId, RunDocument? run, TaxonomyCompleted? taxonomy, List<JobDocument> jobs, CancellationToken cancellationToken)
    {
        if (taxonomy is null && jobs.Exists(job => job.Kind == JobKinds.Taxonomy && job.State != JobState.Completed))
            return Worked(Stages.Taxonomy, jobs, JobKinds.Taxonomy, 0, "subtopics");

        var themes = await CountAsync(Collections.Themes, runId, cancellationToken);
        return taxonomy is null
            ? new(Stages.Taxonomy, themes, Math.Max(themes, run?.Spec.Taxonomy.Themes ?? 0), "themes", null, themes == 0 ? StageState.Waiting : StageState.Running)
            : new(Stages.Taxonomy, taxonomy.Themes, taxonomy.Themes, "themes", $"{taxonomy.Leaves} leaves, {taxonomy.OutsideLeaves} outside", StageState.Completed);
    }

    private async Task<StageProgress> InstructionsAsync(
        string runId, RunDocument? run, TaxonomyCompleted? taxonomy, long created, long rejected, CancellationToken cancellationToken)
    {
        if (run?.Spec.Instructions.Review == true && taxonomy is { ExpectedTriples: > 0 } && created + rejected < taxonomy.ExpectedTriples)
        {
            var drafts = await CountAsync(Collections.InstructionDrafts, runId, cancellationToken);
            var all = InstructionDrafts.Of(run.Spec.Instructions, taxonomy);
            return new(
                Stages.Instructions, taxonomy.ExpectedTriples * Math.Min(drafts, all) / all, taxonomy.ExpectedTriples, "triples",
                drafts >= all ? "in review" : null, drafts > 0 ? StageState.Running : StageState.Waiting);
        }

        return Counted(Stages.Instructions, created + rejected, taxonomy?.ExpectedTriples, "triples", rejected, taxonomy is not null);
    }

    private async Task<StageProgress> RenderingAsync(
        string runId, TaxonomyCompleted? taxonomy, long created, long rejectedTriples, CancellationToken cancellationToken)
    {
        var rejected = await CountAsync(Collections.RejectedPairs, runId, cancellationToken);
        var done = await CountAsync(Collections.Pairs, runId, cancellationToken) + rejected;
        var allWritten = taxonomy is not null && created + rejectedTriples >= taxonomy.ExpectedTriples;
        return Counted(Stages.Rendering, done, taxonomy?.ExpectedTriples - rejectedTriples, "pairs", rejected, allWritten);
    }

    /// <param name="ready">The stage before has ended, so that the total is final.</param>
    private static StageProgress Counted(string stage, long done, long? total, string unit, long rejected, bool ready)
    {
        var state = ready && done >= total ? StageState.Completed : done > 0 ? StageState.Running : StageState.Waiting;
        return new(stage, done, Math.Max(total ?? 0, 0), unit, rejected > 0 ? $"{rejected} rejected" : null, state);
    }

    private static StageProgress Worked(string stage, List<JobDocument> all, string kind, long expected, string unit)
    {
        var jobs = all.FindAll(job => job.Kind == kind);
        var working = jobs.Find(job => job.State == JobState.Running) ?? jobs.LastOrDefault();
        var state = jobs.Count == 0 ? StageState.Waiting
            : jobs.TrueForAll(job => job.State == JobState.Completed) ? StageState.Completed
            : jobs.Exists(job => job.State == JobState.Running || job.Progress.Done > 0) ? StageState.Running
            : StageState.Waiting;
        var total = jobs.Sum(job => job.Progress.Total);
        return new(
            stage, jobs.Sum(job => job.Progress.Done), total > 0 ? total : expected, working?.Progress.Unit is { Length: > 0 } own ? own : unit, working?.Progress.Detail, state);
    }

    private Task<long> CountAsync(string collection, string runId, CancellationToken cancellationToken) =>
        documents.CountAsync(collection, runId, cancellationToken);

    private async Task<T?> FirstAsync<T>(string collection, string runId, CancellationToken cancellationToken)
        where T : class =>
        (await documents.ListAsync<T>(collection, runId, cancellationToken).FirstOrDefaultAsync(cancellationToken))?.Value;
}
