namespace InstructEngine.EvalService.Reporting;

/// <summary>The range of an axis and the round values that it is marked at.</summary>
internal sealed record ChartAxis(string Label, double Low, double High, IReadOnlyList<double> Ticks)
{
    /// <summary>An axis that holds every value, its marks at 1, 2 or 5 times a power of ten.</summary>
    /// <param name="around">Values that must be inside as well, e.g. a reference line.</param>
    public static ChartAxis For(string label, IEnumerable<double> values, params ReadOnlySpan<double> around)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var value in values.Where(double.IsFinite))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        foreach (var value in around)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high)
            (low, high) = (0, 1);
        if (high - low < 1e-9)
            (low, high) = (low - 0.5, high + 0.5);

        var step = RoundStep((high - low) / 5);
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Ceiling((high / step) - 1e-9);
        var ticks = new List<double>();
        for (var i = first; i <= last; i++)
            ticks.Add(Math.Round(i * step, 12));
        return new ChartAxis(label, ticks[0], ticks[^1], ticks);
    }

    /// <summary>Whether distances on it are of logarithms.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>An axis marked at the values themselves, which are positive; logarithmic where they span more than a factor of eight.</summary>
    public static ChartAxis Through(string label, IReadOnlyCollection<long> values)
    {
        long[] ticks = [.. values.Distinct().Order()];
        var (low, high) = ((double)ticks[0], (double)ticks[^1]);
        var isLogarithmic = high > 8 * low;
        var (from, to) = isLogarithmic ? (low / 1.25, high * 1.25) : (low - (0.08 * Math.Max(high - low, 1)), high + (0.08 * Math.Max(high - low, 1)));
        var axis = new ChartAxis(label, from, to, [.. ticks.Select(tick => (double)tick)]) { IsLogarithmic = isLogarithmic };

        // Marks that would write over each other are left out; the first stays.
        var kept = new List<double> { ticks[0] };
        foreach (var tick in ticks.Skip(1))
        {
            if (axis.Place(tick) - axis.Place(kept[^1]) >= 0.1)
                kept.Add(tick);
        }

        return axis with { Ticks = kept };
    }

    public static string Text(double value) => value.ToString(Math.Abs(value) >= 10_000 ? "#,0" : "0.###", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>Where a value lies, 0 at the low end to 1 at the high end.</summary>
    public double Place(double value) => IsLogarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (factor * power >= atLeast)
                return factor * power;
        }

        return 10 * power;
    }
}
