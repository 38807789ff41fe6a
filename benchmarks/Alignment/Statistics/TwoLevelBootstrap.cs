using InstructEngine.EvalService.Statistics;
using InstructEngine.Storage.Content;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>
/// Percentile bootstrap over prompts and training seeds together: each resample draws both with replacement and takes every drawn prompt under every drawn
/// seed. Sides stay paired: the same prompt, and for two trained models the same training seed.
/// </summary>
internal static class TwoLevelBootstrap
{
    private const long Seed = 1;

    /// <param name="ours">For each training seed a value a prompt.</param>
    /// <param name="theirs">Likewise; a model that was not trained, such as the base, has one row for all seeds.</param>
    /// <exception cref="ArgumentException">The rows differ in number or length, or there is none.</exception>
    public static TwoLevelDifference Of(IReadOnlyList<double[]> ours, IReadOnlyList<double[]> theirs, int resamples = PairedBootstrap.DefaultResamples)
    {
        if (ours.Count == 0 || (theirs.Count != 1 && theirs.Count != ours.Count))
            throw new ArgumentException($"{ours.Count} and {theirs.Count} seeds cannot be paired.", nameof(theirs));
        var prompts = ours[0].Length;
        if (prompts == 0 || ours.Concat(theirs).Any(row => row.Length != prompts))
            throw new ArgumentException("Every seed needs a value for each of the same prompts.", nameof(ours));

        var (differences, relatives) = (new double[resamples], new double[resamples]);
        var random = new SeededRandom(Seed);
        var drawn = new int[prompts];
        for (var r = 0; r < resamples; r++)
        {
            for (var p = 0; p < prompts; p++)
                drawn[p] = random.NextInt(prompts);
            var (own, other) = (0.0, 0.0);
            for (var s = 0; s < ours.Count; s++)
            {
                var seed = random.NextInt(ours.Count);
                own += Sum(ours[seed], drawn);
                other += Sum(theirs.Count == 1 ? theirs[0] : theirs[seed], drawn);
            }

            differences[r] = (own - other) / (prompts * ours.Count);
            relatives[r] = (own - other) / other;
        }

        var (mine, base_) = (ours.Average(row => row.Average()), theirs.Average(row => row.Average()));
        return new TwoLevelDifference(mine - base_, Interval(differences), base_ == 0 ? null : (mine - base_) / base_, Interval(relatives));
    }

    private static double Sum(double[] row, int[] drawn)
    {
        var sum = 0.0;
        foreach (var prompt in drawn)
            sum += row[prompt];
        return sum;
    }

    private static ConfidenceInterval Interval(double[] values)
    {
        Array.Sort(values);
        return new ConfidenceInterval(PairedBootstrap.Quantile(values, 0.025), PairedBootstrap.Quantile(values, 0.975));
    }
}

/// <summary>Ours less theirs, with 95 % intervals.</summary>
/// <param name="Relative">As a share of theirs; null where theirs is 0.</param>
internal sealed record TwoLevelDifference(double Mean, ConfidenceInterval Interval, double? Relative, ConfidenceInterval RelativeInterval);
