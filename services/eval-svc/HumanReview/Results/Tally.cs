using System.Text.Json.Serialization;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Review.Statistics;

namespace InstructEngine.EvalService.HumanReview.Results;

/// <summary>Votes counted from the aligned model's side.</summary>
internal sealed record Tally(int Wins, int Ties, int Losses)
{
    /// <summary>The half-width that is aimed at: five points to each side.</summary>
    private const double Aim = 0.05;

    public int Votes => Wins + Ties + Losses;

    /// <summary>Share of votes for the aligned model, ties one half; null without votes.</summary>
    public double? WinRate => Votes == 0 ? null : (Wins + (Ties / 2.0)) / Votes;

    /// <summary>95 %, low and high (Wilson, ties one half); null without votes.</summary>
    public double[]? Ci95 => Interval is { } interval ? [interval.Low, interval.High] : null;

    /// <summary>How many more votes an interval of ±5 points needs, if the win rate stays what it is (one half before the first vote).</summary>
    public int VotesMissing => Math.Max(0, WilsonInterval.VotesFor(WinRate ?? 0.5, Aim) - Votes);

    [JsonIgnore]
    public WilsonInterval? Interval => Votes == 0 ? null : WilsonInterval.Of(Wins + (Ties / 2.0), Votes);

    public static Tally Of(IEnumerable<CastVote> votes)
    {
        var counts = new int[3];
        foreach (var vote in votes)
            counts[(int)vote.Preferred]++;
        return new Tally(counts[(int)Preference.Aligned], counts[(int)Preference.Tie], counts[(int)Preference.Base]);
    }
}
