using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using MassTransit;

namespace InstructEngine.TaxonomyService.Consumers;

/// <summary>
/// Stores the run and its taxonomy, then publishes the themes. Delivered again, or sent again by a run that goes on after a stop,
/// it publishes what is stored: an in-memory bus has forgotten everything, and all later stages are driven by these events.
/// A taxonomy that a language model writes is a job of its own.
/// </summary>
internal sealed class RunRequestedConsumer(RunDirectory runs, TaxonomyBuilder builder, IJobQueue jobs, TimeProvider time) : IConsumer<RunRequested>
{
    public async Task Consume(ConsumeContext<RunRequested> context)
    {
        var run = context.Message;
        await runs.InsertAsync(
            new RunDocument(run.RunId, run.Spec, run.Corpus, run.CorpusName, time.GetUtcNow(), RunState.Running), context.CancellationToken);
        if (!await runs.IsActiveAsync(run.RunId, context.CancellationToken))
            return;

        var taxonomy = await builder.LoadAsync(run.RunId, context.CancellationToken);
        if (taxonomy is null && TaxonomyPlanner.IsLong(run.Spec.Taxonomy))
        {
            await jobs.EnqueueAsync(TaxonomyJob.IdOf(run.RunId), run.RunId, JobKinds.Taxonomy, "{}", context.CancellationToken);
            return;
        }

        taxonomy ??= await builder.BuildAsync(run, context.CancellationToken);
        await taxonomy.PublishAsync(context, context.CancellationToken);
    }
}

internal sealed class RunRequestedConsumerDefinition : ConsumerDefinition<RunRequestedConsumer>
{
    // A corpus may fill some hundred megabytes while it is sampled.
    public RunRequestedConsumerDefinition() => ConcurrentMessageLimit = 1;
}
