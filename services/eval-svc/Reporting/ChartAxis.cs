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

    /// <summary>Where a value lies, 0 at the low end to 1 at the high end.</summary>
    public double Place(double value) => (value - Low) / (High - Low);

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
