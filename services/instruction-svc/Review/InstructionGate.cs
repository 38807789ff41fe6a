using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService.Writing;
using MassTransit;

namespace InstructEngine.InstructionService.Review;

/// <summary>Holds back a run's triples until a person has decided on all of them.</summary>
internal sealed class InstructionGate(DraftStore drafts, TripleStore store)
{
    /// <summary>To be called once a theme's triples are kept: stores and publishes what was accepted of them, or pauses the run.</summary>
    /// <param name="run">As it was before the call: a run that has gone on meanwhile is not paused by what was counted before.</param>
    public async Task PassAsync(RunDocument run, ThemeExpanded theme, IPublishEndpoint publisher, CancellationToken cancellationToken)
    {
        if (!await drafts.IsWrittenAsync(run, cancellationToken))
            return;

        var review = await CountAsync(run.RunId, cancellationToken);
        if (!review.IsComplete)
        {
            await PauseAsync(run, review, publisher, cancellationToken);
            return;
        }

        await foreach (var found in drafts.ListAsync(run, theme, cancellationToken))
        {
            // From here on nobody can change it. Somebody may have, since all was counted.
            var page = await drafts.ChangeAsync(found, page => page.IsReleased || !page.IsDecided ? null : page with { IsReleased = true }, cancellationToken);
            if (!page.IsReleased)
            {
                await PauseAsync(run, await CountAsync(run.RunId, cancellationToken), publisher, cancellationToken);
                return;
            }

            await ReleaseAsync(page, publisher, cancellationToken);
        }
    }

    private async Task ReleaseAsync(DraftPage page, IPublishEndpoint publisher, CancellationToken cancellationToken)
    {
        var kept = new List<LeafTriple>();
        foreach (var triple in page.Outcomes())
            kept.Add(await store.KeepAsync(triple, cancellationToken));

        foreach (var triple in kept)
        {
            if (triple.Created is { } created)
                await publisher.Publish(created, cancellationToken);
            else
                await publisher.Publish(triple.Rejected!, cancellationToken);
        }
    }

    private static Task PauseAsync(RunDocument run, InstructionReview review, IPublishEndpoint publisher, CancellationToken cancellationToken) =>
        publisher.Publish(new RunFailed(run.RunId, "instruction-svc", review.WhatToDo, true, run.Resumed), cancellationToken);

    private async Task<InstructionReview> CountAsync(string runId, CancellationToken cancellationToken)
    {
        var tally = new DraftTally();
        await foreach (var page in drafts.ListAsync(runId, cancellationToken))
            tally.Add(page.Value);

        return tally.Review(runId, isWritten: true);
    }
}
