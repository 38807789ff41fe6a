using InstructEngine.EvalService.HumanReview.Voting;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>The result in words.</summary>
internal static class ResultSentence
{
    public static string Of(ReviewResults results)
    {
        var fit = results.Criteria.First(criterion => criterion.Criterion == Criterion.Fit).All;
        var left = LeftOut(results);
        if (fit.Ci95 is not [var low, var high])
            return $"Nobody has voted yet on these {results.Pairs} pairs.{left}";

        var settled = low > 0.5 ? "the aligned model fits prompts better" : high < 0.5 ? "the base model fits prompts better" : "which model fits prompts better is not settled";
        return FormattableString.Invariant(
            $"After {fit.Votes} answers {settled}: the aligned model wins {fit.WinRate * 100:0.0} % of comparisons, 95 % interval {low * 100:0.0} to {high * 100:0.0} %.{left}");
    }

    private static string LeftOut(ReviewResults results)
    {
        var parts = new[]
        {
            Counted(results.IdenticalPairs, "pair", "of identical pictures"),
            Counted(results.UnreadablePairs, "pair", "with a picture that cannot be read"),
            Counted(results.OlderVotes, "vote", "on pictures compared no longer"),
        };
        var some = string.Join(", ", parts.OfType<string>());
        return some.Length == 0 ? "" : $" Left out: {some}.";
    }

    private static string? Counted(int count, string what, string which) =>
        count == 0 ? null : FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")} {which}");
}
