using InstructEngine.EvalService.HumanReview.Voting;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>The result in words.</summary>
internal static class ResultSentence
{
    public static string Of(ReviewResults results)
    {
        var fit = results.Criteria.First(criterion => criterion.Criterion == Criterion.Fit).All;
        (int Count, string What)[] reasons =
        [
            (results.IdenticalPairs, "pairs of identical pictures"),
            (results.UnreadablePairs, "pairs with a picture that is missing or damaged"),
            (results.OlderVotes, "votes on pictures compared no longer"),
        ];
        var left = reasons.All(reason => reason.Count == 0) ? ""
            : $" Left out: {string.Join(", ", reasons.Where(reason => reason.Count > 0).Select(reason => FormattableString.Invariant($"{reason.Count} {reason.What}")))}.";
        if (fit.Ci95 is not [var low, var high])
            return $"Nobody has voted yet on these {results.Pairs} pairs.{left}";

        var settled = low > 0.5 ? "the aligned model fits prompts better" : high < 0.5 ? "the base model fits prompts better" : "which model fits prompts better is not settled";
        return FormattableString.Invariant(
            $"After {fit.Votes} answers {settled}: the aligned model wins {fit.WinRate * 100:0.0} % of comparisons, 95 % interval {low * 100:0.0} to {high * 100:0.0} %.{left}");
    }
}
