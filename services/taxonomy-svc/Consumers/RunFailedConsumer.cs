using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.TaxonomyService.Review;
using MassTransit;

namespace InstructEngine.TaxonomyService.Consumers;

/// <summary>Writes down that a run failed or pauses; the first reason stays.</summary>
internal sealed class RunFailedConsumer(RunDirectory runs, TaxonomyReviews reviews) : IConsumer<RunFailed>
{
    public async Task Consume(ConsumeContext<RunFailed> context)
    {
        var (failure, stop) = (context.Message, context.CancellationToken);
        if (failure.Paused != true)
        {
            await runs.FailAsync(failure.RunId, failure.Service, failure.Reason, stop);
            return;
        }

        await runs.PauseAsync(failure.RunId, failure.Service, failure.Reason, stop, failure.Resumed);
        if (failure.Service == "taxonomy-svc" && await reviews.FindAsync(failure.RunId, stop) is { IsComplete: true })
            await GoOnAsync(failure.RunId, context);
    }

    /// <summary>
    /// The taxonomy can be decided on from the moment it is laid before people, before the run is known to wait: who decided on the last of it
    /// then found no paused run to let go on. Published even where the run goes on already, as this message may be here for the second time.
    /// </summary>
    private async Task GoOnAsync(string runId, ConsumeContext context)
    {
        await runs.ResumeAsync(runId, context.CancellationToken);
        if (await runs.FindAsync(runId, context.CancellationToken) is { State: RunState.Running } run)
            await context.Publish(new RunRequested(run.RunId, run.Spec, run.Corpus, run.CorpusName), context.CancellationToken);
    }
}
