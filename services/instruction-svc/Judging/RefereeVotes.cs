using System.ComponentModel;

namespace InstructEngine.InstructionService.Judging;

/// <summary>What a language model answers to <c>referee-votes</c>.</summary>
internal sealed record RefereeVotes(IReadOnlyList<RefereeVote> Votes)
{
    /// <returns>What is wrong with the votes on so many items; null when each has one.</returns>
    public string? Doubt(int items) =>
        Votes.Any(vote => vote.Keep is not (0 or 1)) ? "a vote is 0 or 1"
        : !Votes.Select(vote => vote.Item).Order().SequenceEqual(Enumerable.Range(1, items)) ? $"there must be one vote on each of the items 1 to {items}"
        : null;
}

internal sealed record RefereeVote([property: Description("The item's number.")] int Item, [property: Description("1 to keep it, 0 to drop it.")] int Keep);
