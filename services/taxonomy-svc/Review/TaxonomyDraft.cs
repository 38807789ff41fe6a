using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService.Review;

/// <summary>A taxonomy that a person reviews, as it is stored in <see cref="Hosting.Runs.Collections.TaxonomyDrafts"/>, by run id.</summary>
/// <param name="Lexicon">Where its leaves have their ids from; null where no lexicon wrote them.</param>
/// <param name="Versions">All there were, the current one last.</param>
/// <param name="Decisions">By leaf id. A leaf that a later version changes is to be decided again.</param>
public sealed record TaxonomyDraft(
    string RunId, string? Lexicon, IReadOnlyList<TaxonomyVersion> Versions, IReadOnlyDictionary<string, NodeDecision> Decisions);

/// <param name="Number">From 1.</param>
/// <param name="Content">The taxonomy in its canonical form.</param>
/// <param name="Origin">Where it is from, for people: <c>lexicon default</c>, or the file it was imported from.</param>
public sealed record TaxonomyVersion(int Number, BlobReference Content, string Origin, int Themes, int Leaves, DateTimeOffset At);

/// <summary>What a person decided on a leaf.</summary>
/// <param name="Reason">Why, in the person's words; null where none were given.</param>
public sealed record NodeDecision(ReviewDecision Decision, string? Reason, DateTimeOffset At);

public enum ReviewDecision
{
    /// <summary>It stays in the taxonomy.</summary>
    Accepted,

    /// <summary>It is left out.</summary>
    Rejected,
}
