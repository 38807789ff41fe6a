namespace InstructEngine.EvalService.HumanReview.Voting;

/// <summary>
/// All votes of one annotator on one run, in the order in which they were cast: one document, so that a vote, its undoing and the number of both
/// are stored at once or not at all.
/// </summary>
/// <param name="Revision">How often this was changed. A request names the revision that it saw, so that a second send changes nothing.</param>
internal sealed record VotingSession(string RunId, string Annotator, int Revision, IReadOnlyList<CastVote> Votes)
{
    public VotingSession With(CastVote vote) => this with { Revision = Revision + 1, Votes = [.. Votes, vote] };

    public VotingSession WithoutLast() => this with { Revision = Revision + 1, Votes = [.. Votes.Take(Votes.Count - 1)] };
}

/// <param name="Item">Key of the pair.</param>
/// <param name="AlignedLeft">Where the aligned picture was shown, so that a leaning to one side can be found.</param>
internal sealed record CastVote(string Item, Criterion Criterion, Preference Preferred, bool AlignedLeft, DateTimeOffset At);
