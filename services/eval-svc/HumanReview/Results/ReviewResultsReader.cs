using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>The results of a run's review, from what is stored.</summary>
internal sealed class ReviewResultsReader(IDocumentStore documents, ComparedCheckpoints checkpoints, UnreadablePairs unreadables)
{
    /// <returns>Null where the run has nothing to compare.</returns>
    public async Task<ReviewExport?> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        if (await checkpoints.FindAsync(runId, cancellationToken) is not { } checkpoint)
            return null;

        var sessions = await documents.ListAsync<VotingSession>(VotingDesk.Collection, runId, cancellationToken)
            .Select(session => session.Value).ToListAsync(cancellationToken);
        return ReviewCounting.Count(checkpoint, sessions, await unreadables.ListAsync(checkpoint, cancellationToken));
    }
}
