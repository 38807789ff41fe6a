using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Content;
using MassTransit;

namespace InstructEngine.TaxonomyService;

/// <summary>Makes and publishes a taxonomy that takes long.</summary>
internal sealed class TaxonomyJob(RunDirectory runs, TaxonomyBuilder builder, IBus bus) : IJobHandler
{
    public string Kind => JobKinds.Taxonomy;

    public static string IdOf(string runId) => ContentIds.Create("taxonomy-job", runId);

    public async Task RunAsync(IJobContext job, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(job.RunId, cancellationToken)
            ?? throw new RunFailureException($"Run {job.RunId} is not in the document store that taxonomy-svc reads. Point all services to one store.");
        var taxonomy = await builder.LoadAsync(run.RunId, cancellationToken)
            ?? await builder.BuildAsync(
                new RunRequested(run.RunId, run.Spec, run.Corpus, run.CorpusName),
                cancellationToken,
                (done, total) => job.Report(new JobProgress(done, total, "subtopics", null)));
        await taxonomy.PublishAsync(bus, cancellationToken);
    }
}
