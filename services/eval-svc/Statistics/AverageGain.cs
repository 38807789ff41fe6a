namespace InstructEngine.EvalService.Statistics;

/// <summary>
/// The relative gain of the average over scorers, as the paper headlines it (arXiv 2504.10329): the mean of the scorers' relative gains, each with
/// its first figure. A scorer whose mean is near zero would rule such a mean, so it is given with and without those.
/// </summary>
/// <param name="All">Over all scorers with a relative gain; null where there is none.</param>
/// <param name="WithoutNearZero">Without those in <paramref name="NearZero"/>; null where none is left.</param>
/// <param name="Scorers">The figures that <paramref name="All"/> averages.</param>
/// <param name="NearZero">Those of which the base's mean is near zero (<see cref="PairedComparison.IsNearZero"/>), or zero.</param>
public sealed record AverageGain(double? All, double? WithoutNearZero, IReadOnlyList<string> Scorers, IReadOnlyList<string> NearZero)
{
    /// <param name="figures">The first figure of each scorer.</param>
    public static AverageGain Of(IReadOnlyList<(string Name, PairedComparison Figures)> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var withGain = figures.Where(entry => entry.Figures.RelativeGain is not null).ToArray();
        var far = withGain.Where(entry => !entry.Figures.IsNearZero).ToArray();
        return new AverageGain(
            Mean(withGain), Mean(far), [.. withGain.Select(entry => entry.Name)], [.. figures.Except(far).Select(entry => entry.Name)]);
    }

    private static double? Mean((string Name, PairedComparison Figures)[] figures) =>
        figures.Length == 0 ? null : figures.Average(entry => entry.Figures.RelativeGain!.Value);
}
