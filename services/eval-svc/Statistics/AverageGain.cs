using System.Text.Json.Serialization;

namespace InstructEngine.EvalService.Statistics;

/// <summary>
/// The relative gain of the average over scorers, as the paper headlines it (arXiv 2504.10329): the mean of the scorers' relative gains, each with
/// its first figure. A scorer whose mean is near zero would rule such a mean, so it is given with and without those.
/// </summary>
/// <param name="All">Over all scorers with a relative gain; null where there is none.</param>
/// <param name="WithoutNearZero">Without those in <paramref name="NearZero"/>; null where none is left.</param>
/// <param name="Scorers">The figures that <paramref name="All"/> averages.</param>
/// <param name="NearZero">Those of which the base's mean is near zero (<see cref="PairedComparison.IsNearZero"/>), or zero.</param>
/// <param name="Ci95">The ends of the 95 % interval of <paramref name="All"/>; null where there are too few prompts for one, or it has no bounds.</param>
/// <param name="Ci95WithoutNearZero">The same of <paramref name="WithoutNearZero"/>.</param>
public sealed record AverageGain(
    double? All,
    double? WithoutNearZero,
    IReadOnlyList<string> Scorers,
    IReadOnlyList<string> NearZero,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? Ci95 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? Ci95WithoutNearZero = null)
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

    /// <summary>With intervals.</summary>
    /// <param name="figures">The first figure of each scorer.</param>
    /// <param name="scores">By the same names: each prompt's scores under both models, all in one order of the prompts; NaN where a prompt has none.</param>
    public static AverageGain Of(
        IReadOnlyList<(string Name, PairedComparison Figures)> figures, IReadOnlyDictionary<string, (double[] Base, double[] Aligned)> scores, long seed)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var gain = Of(figures);
        return gain with
        {
            Ci95 = Interval(gain.Scorers),
            Ci95WithoutNearZero = Interval([.. gain.Scorers.Except(gain.NearZero)]),
        };

        IReadOnlyList<double>? Interval(IReadOnlyList<string> names) =>
            AverageGainBootstrap.Interval([.. names.Select(name => scores[name])], seed) is { } interval ? [interval.Low, interval.High] : null;
    }

    private static double? Mean((string Name, PairedComparison Figures)[] figures) =>
        figures.Length == 0 ? null : figures.Average(entry => entry.Figures.RelativeGain!.Value);
}
