namespace InstructEngine.Scoring;

/// <summary>How a scorer's figure is shown.</summary>
/// <param name="Meaning">A line for people.</param>
/// <param name="Unit">The unit of a figure that is not a rate, e.g. <c>dB</c>, empty where it has none; null for a rate from 0 to 1, shown in percent.</param>
public sealed record ScorerDescription(string Name, string Meaning, string? Unit = null)
{
    public string Format(double value) => Unit is null ? $"{100 * value:0.0} %" : $"{value:0.0} {Unit}".TrimEnd();

    /// <summary>A difference, with its sign; of rates in percentage points.</summary>
    public string FormatDifference(double value) => Unit is null ? $"{Signed(100 * value)} points" : $"{Signed(value)} {Unit}".TrimEnd();

    /// <summary>A range of differences without unit, for a table.</summary>
    public string FormatRange(double low, double high) =>
        Unit is null ? $"{Signed(100 * low)} to {Signed(100 * high)}" : $"{Signed(low)} to {Signed(high)}";

    private static string Signed(double value) => value.ToString("+0.0;−0.0;0.0", System.Globalization.CultureInfo.InvariantCulture);
}
