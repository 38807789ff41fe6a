using System.Globalization;
using InstructEngine.EvalService.Statistics;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>How figures are written in the tables.</summary>
internal static class Markdown
{
    public static void Table(TextWriter output, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        output.WriteLine($"| {string.Join(" | ", head)} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", head.Count))}");
        foreach (var row in rows)
            output.WriteLine($"| {string.Join(" | ", row)} |");
        output.WriteLine();
    }

    /// <summary>.123</summary>
    public static string Rate(double value) => value.ToString("#.000;-#.000;.000", CultureInfo.InvariantCulture);

    /// <summary>+.123</summary>
    public static string Change(double value) => value.ToString("+#.000;−#.000;.000", CultureInfo.InvariantCulture);

    public static string Decibel(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Percent(double? value) => value is { } share && double.IsFinite(share) ? (100 * share).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>The difference and its interval, bold where that excludes zero.</summary>
    public static string Difference(TwoLevelDifference difference) => Bold(
        difference.Interval, $"{Change(difference.Mean)} [{Change(difference.Interval.Low)}, {Change(difference.Interval.High)}]");

    public static string DifferenceDb(TwoLevelDifference difference) => Bold(
        difference.Interval,
        string.Create(CultureInfo.InvariantCulture, $"{difference.Mean:+0.00;−0.00;0.00} [{difference.Interval.Low:+0.00;−0.00;0.00}, {difference.Interval.High:+0.00;−0.00;0.00}]"));

    public static string Relative(TwoLevelDifference difference) => Bold(
        difference.RelativeInterval,
        $"{Percent(difference.Relative)} [{Percent(difference.RelativeInterval.Low)}, {Percent(difference.RelativeInterval.High)}]");

    private static string Bold(ConfidenceInterval interval, string text) => interval.ExcludesZero ? $"**{text}**" : text;
}
