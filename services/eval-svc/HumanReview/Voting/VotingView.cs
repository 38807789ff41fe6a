namespace InstructEngine.EvalService.HumanReview.Voting;

/// <summary>What the page is told. Nothing in it says which side is which.</summary>
/// <param name="Revision">To be named by the next request.</param>
/// <param name="Done">Pairs with all answers.</param>
/// <param name="Item">The pair to judge; null when all are.</param>
/// <param name="Upcoming">Picture ids of the next pair, for the page to have them ready.</param>
internal sealed record VotingView(int Revision, int Done, int Total, bool CanUndo, VotingItem? Item, IReadOnlyList<string> Upcoming);

/// <param name="Criterion">The first that is not answered yet.</param>
/// <param name="Answered">What was answered on this pair so far.</param>
internal sealed record VotingItem(string Id, string Prompt, string Left, string Right, Criterion Criterion, IReadOnlyDictionary<Criterion, Side> Answered);

/// <param name="Revision">That of the view which was answered.</param>
internal sealed record VoteRequest(int Revision, string? Item, Criterion? Criterion, Side? Choice);

internal sealed record UndoRequest(int Revision);
