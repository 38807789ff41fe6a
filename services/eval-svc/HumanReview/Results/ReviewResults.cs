using InstructEngine.EvalService.HumanReview.Voting;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>What people said, as far as they have got.</summary>
/// <param name="Pairs">Pairs that are shown.</param>
/// <param name="IdenticalPairs">Pairs whose pictures do not differ; they are not shown, and not counted.</param>
/// <param name="UnreadablePairs">Pairs that a reviewer came upon whose pictures are damaged or gone, so that nobody could answer on them; they are not shown.</param>
/// <param name="OlderVotes">Votes on pictures that are compared no longer, since a later checkpoint was evaluated; not counted.</param>
internal sealed record ReviewResults(
    string RunId,
    string CheckpointHash,
    double GuidanceScale,
    int Pairs,
    int IdenticalPairs,
    int UnreadablePairs,
    int OlderVotes,
    IReadOnlyList<CriterionResult> Criteria,
    IReadOnlyList<AnnotatorResult> Annotators);

/// <param name="FleissKappa">Agreement of the annotators on base, tie and aligned; null where no pair has two votes, or all votes are alike.</param>
/// <param name="SharedPairs">Pairs with two votes or more, which the agreement is of.</param>
/// <param name="Categories">By the suite's categories, in its order; empty where it has none.</param>
internal sealed record CriterionResult(Criterion Criterion, Tally All, double? FleissKappa, int SharedPairs, IReadOnlyList<CategoryTally> Categories);

internal sealed record CategoryTally(string Category, Tally Tally);

/// <param name="PairsDone">Pairs with all answers.</param>
/// <param name="LeftShare">Share of "left" among the answers that chose a side; far from one half is a leaning to a side. Null where none did.</param>
internal sealed record AnnotatorResult(string Name, int PairsDone, double? LeftShare, IReadOnlyDictionary<Criterion, Tally> Criteria);

/// <summary>One vote with what it was on, for statistics of one's own.</summary>
internal sealed record ExportedVote(
    string Annotator, int PromptIndex, string Prompt, string? Category, int Image, Criterion Criterion, Preference Preferred, bool AlignedLeft, DateTimeOffset At);

internal sealed record ReviewExport(ReviewResults Results, IReadOnlyList<ExportedVote> Votes);
