using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.Storage.Content;
using InstructEngine.Storage.Documents;

namespace InstructEngine.EvalService.HumanReview.Voting;

internal enum VoteOutcome
{
    /// <summary>It is stored; sent before, it still counts once.</summary>
    Stored,

    /// <summary>The session has gone on elsewhere, in another window say, and this request was for what it was before.</summary>
    Outdated,

    /// <summary>There is no such pair for this annotator.</summary>
    Unknown,
}

/// <summary>Takes votes and says what comes next.</summary>
internal sealed class VotingDesk(IDocumentStore documents, ComparedCheckpoints checkpoints, ReviewSecrets secrets, UnreadablePairs unreadables, TimeProvider time)
{
    public const string Collection = "voting-sessions";

    private static readonly Criterion[] Criteria = Enum.GetValues<Criterion>();

    /// <returns>Null where the run has nothing to compare.</returns>
    public async Task<BlindQueue?> QueueAsync(string runId, string annotator, CancellationToken cancellationToken) =>
        await checkpoints.FindAsync(runId, cancellationToken) is { } checkpoint
            ? new BlindQueue(checkpoint, await secrets.OfAsync(runId, cancellationToken), annotator)
            : null;

    public async Task<VotingView> ViewAsync(string runId, string annotator, BlindQueue queue, CancellationToken cancellationToken)
    {
        var (session, _) = await SessionAsync(runId, annotator, cancellationToken);
        return await ViewAsync(session, queue, cancellationToken);
    }

    public async Task<(VoteOutcome Outcome, VotingView View)> VoteAsync(
        string runId, string annotator, BlindQueue queue, string id, Criterion criterion, Side choice, int revision, CancellationToken cancellationToken)
    {
        var item = queue.WithId(id);
        return await ChangeAsync(runId, annotator, queue, session =>
        {
            if (item is null)
                return (VoteOutcome.Unknown, null);

            var preferred = PreferenceOf(choice, item.AlignedLeft);
            var cast = session.Votes.FirstOrDefault(vote => vote.Item == item.Key && vote.Criterion == criterion);
            if (cast is not null)
                return (session.Revision > revision && cast.Preferred == preferred ? VoteOutcome.Stored : VoteOutcome.Outdated, null);

            return session.Revision == revision
                ? (VoteOutcome.Stored, session.With(new CastVote(item.Key, criterion, preferred, item.AlignedLeft, time.GetUtcNow())))
                : (VoteOutcome.Outdated, null);
        }, cancellationToken);
    }

    /// <summary>Takes the last vote back; sent again, it takes no other back.</summary>
    public Task<(VoteOutcome Outcome, VotingView View)> UndoAsync(
        string runId, string annotator, BlindQueue queue, int revision, CancellationToken cancellationToken) =>
        ChangeAsync(
            runId,
            annotator,
            queue,
            session => session.Revision != revision ? (session.Revision > revision ? VoteOutcome.Stored : VoteOutcome.Outdated, null)
                : session.Votes.Count == 0 ? (VoteOutcome.Outdated, null)
                : (VoteOutcome.Stored, session.WithoutLast()),
            cancellationToken);

    private async Task<(VoteOutcome, VotingView)> ChangeAsync(
        string runId, string annotator, BlindQueue queue, Func<VotingSession, (VoteOutcome, VotingSession?)> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (session, version) = await SessionAsync(runId, annotator, cancellationToken);
            var (outcome, changed) = change(session);
            if (changed is null)
                return (outcome, await ViewAsync(session, queue, cancellationToken));
            if (await StoreAsync(changed, version, cancellationToken))
                return (outcome, await ViewAsync(changed, queue, cancellationToken));
        }
    }

    private async Task<(VotingSession Session, long Version)> SessionAsync(string runId, string annotator, CancellationToken cancellationToken)
    {
        var found = await documents.FindAsync<VotingSession>(Collection, IdOf(runId, annotator), cancellationToken);
        return found is null ? (new VotingSession(runId, annotator, 0, []), 0) : (found.Value, found.Version);
    }

    private Task<bool> StoreAsync(VotingSession session, long version, CancellationToken cancellationToken)
    {
        var id = IdOf(session.RunId, session.Annotator);
        return version == 0
            ? documents.InsertIfAbsentAsync(Collection, id, session.RunId, session, cancellationToken)
            : documents.ReplaceAsync(Collection, id, session, version, cancellationToken);
    }

    private async Task<VotingView> ViewAsync(VotingSession session, BlindQueue queue, CancellationToken cancellationToken)
    {
        var answers = session.Votes.ToLookup(vote => vote.Item);
        var open = new List<BlindItem>();
        var unreadable = 0;
        foreach (var item in queue.Items.Where(item => answers[item.Key].Count() < Criteria.Length))
        {
            // One that cannot be shown must not end the evening.
            if (open.Count > 0 || await unreadables.IsReadableAsync(session.RunId, item.Pair, cancellationToken))
                open.Add(item);
            else
                unreadable++;
            if (open.Count == 2)
                break;
        }

        var total = queue.Items.Count - unreadable;
        var done = queue.Items.Count(item => answers[item.Key].Count() >= Criteria.Length);
        return new VotingView(
            session.Revision, done, total, session.Votes.Count > 0,
            open.Count > 0 ? ViewOf(open[0], [.. answers[open[0].Key]]) : null,
            open.Count > 1 ? [open[1].Left, open[1].Right] : []);
    }

    private static VotingItem ViewOf(BlindItem item, CastVote[] votes) => new(
        item.Id,
        item.Pair.Text,
        item.Left,
        item.Right,
        Criteria.First(criterion => !votes.Any(vote => vote.Criterion == criterion)),
        votes.ToDictionary(vote => vote.Criterion, vote => SideOf(vote.Preferred, item.AlignedLeft)));

    private static Preference PreferenceOf(Side choice, bool alignedLeft) =>
        choice == Side.Tie ? Preference.Tie : choice == Side.Left == alignedLeft ? Preference.Aligned : Preference.Base;

    private static Side SideOf(Preference preferred, bool alignedLeft) =>
        preferred == Preference.Tie ? Side.Tie : preferred == Preference.Aligned == alignedLeft ? Side.Left : Side.Right;

    private static string IdOf(string runId, string annotator) => ContentIds.Create("voting-session", runId, annotator);
}
