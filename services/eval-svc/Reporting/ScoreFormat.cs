using System.Globalization;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Figures of one scorer as text. Rates are in percent; others get as many digits as their size and differences need: HPS lies around 0.25, CLIP's around 25.</summary>
internal readonly record struct ScoreFormat(string? Unit, int Digits)
{
    /// <param name="figures">All that will be shown beside each other.</param>
    public static ScoreFormat Of(ScorerDescription scorer, params ReadOnlySpan<double> figures)
    {
        if (scorer.Unit is null)
            return new(null, 1);

        var smallest = double.MaxValue;
        foreach (var figure in figures)
        {
            if (Math.Abs(figure) is > 1e-9 and var size && double.IsFinite(size))
                smallest = Math.Min(smallest, size);
        }

        // Two digits of the smallest, usually the difference.
        var digits = smallest == double.MaxValue ? 1 : 1 - (int)Math.Floor(Math.Log10(smallest));
        return new(scorer.Unit, Math.Clamp(digits, 1, 4));
    }

    /// <summary>For the score of a single image.</summary>
    public static ScoreFormat OfImage(ScorerDescription scorer) => scorer.Unit is null ? new(null, 1) : new(scorer.Unit, 3);

    /// <summary>A relative gain.</summary>
    public static string Percent(double share) => $"{new ScoreFormat(null, 1).Signed(100 * share)} %";

    public string Value(double value) => Number(value) ?? (Unit is null ? $"{Fixed(100 * value)} %" : $"{Fixed(value)} {Unit}".TrimEnd());

    /// <summary>With its sign; of rates in percentage points.</summary>
    public string Difference(double value) => Number(value) ?? (Unit is null ? $"{Signed(100 * value)} points" : $"{Signed(value)} {Unit}".TrimEnd());

    /// <summary>A range of differences without unit.</summary>
    public string Range(double low, double high) => Unit is null ? $"{Signed(100 * low)} to {Signed(100 * high)}" : $"{Signed(low)} to {Signed(high)}";

    private static string? Number(double value) => double.IsNaN(value) ? "no figure" : null;

    private string Fixed(double value)
    {
        var digits = value.ToString("F" + Digits, CultureInfo.InvariantCulture);
        return digits.Any(c => c is >= '1' and <= '9') ? digits.Replace('-', '−') : digits.TrimStart('-');
    }

    private string Signed(double value)
    {
        var digits = Fixed(value);
        return value > 0 && digits.Any(c => c is >= '1' and <= '9') ? "+" + digits : digits;
    }
}
