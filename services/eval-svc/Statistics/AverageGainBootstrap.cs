using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Statistics;

/// <summary>
/// Percentile bootstrap of the mean of relative gains. A resample draws the same prompts for all scorers and both models, so that what scorers agree on
/// is not taken for independent evidence; the base's mean, which a gain is relative to, is resampled with it.
/// </summary>
public static class AverageGainBootstrap
{
    /// <param name="scorers">Each scorer's values under both models, one a prompt, all in the same order of the prompts; NaN where a prompt has none.</param>
    /// <returns>The 95 % interval; null where fewer than <see cref="PairedBootstrap.FewestPrompts"/> prompts have scores, or where a resample's gain has no bounds.</returns>
    /// <exception cref="ArgumentException">The scorers differ in the number of prompts.</exception>
    public static ConfidenceInterval? Interval(
        IReadOnlyList<(double[] Base, double[] Aligned)> scorers, long seed, int resamples = PairedBootstrap.DefaultResamples)
    {
        ArgumentNullException.ThrowIfNull(scorers);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 40);
        if (scorers.Count == 0)
            return null;

        var prompts = scorers[0].Base.Length;
        if (scorers.Any(scorer => scorer.Base.Length != prompts || scorer.Aligned.Length != prompts))
            throw new ArgumentException("Every scorer needs a value a prompt under both models; NaN stands for none.", nameof(scorers));
        if (scorers.Any(scorer => Enumerable.Range(0, prompts).Count(i => HasScores(scorer, i)) < PairedBootstrap.FewestPrompts))
            return null;

        // By prompt, then scorer: base and difference, zeros where there is no score.
        var width = 2 * scorers.Count;
        var values = new double[prompts * width];
        for (var i = 0; i < prompts; i++)
        {
            for (var s = 0; s < scorers.Count; s++)
            {
                if (!HasScores(scorers[s], i))
                    continue;

                values[(i * width) + (2 * s)] = scorers[s].Base[i];
                values[(i * width) + (2 * s) + 1] = scorers[s].Aligned[i] - scorers[s].Base[i];
            }
        }

        var gains = new double[resamples];
        var sums = new double[width];
        var random = new SeededRandom(seed);
        for (var r = 0; r < resamples; r++)
        {
            gains[r] = Resample(values, sums, prompts, random);
            if (!double.IsFinite(gains[r]))
                return null;
        }

        Array.Sort(gains);
        return new ConfidenceInterval(PairedBootstrap.Quantile(gains, 0.025), PairedBootstrap.Quantile(gains, 0.975));
    }

    private static double Resample(double[] values, double[] sums, int prompts, SeededRandom random)
    {
        Array.Clear(sums);
        for (var i = 0; i < prompts; i++)
        {
            var row = values.AsSpan(random.NextInt(prompts) * sums.Length, sums.Length);
            for (var s = 0; s < row.Length; s++)
                sums[s] += row[s];
        }

        // Means over the same prompts: their number cancels.
        var gain = 0.0;
        for (var s = 0; s < sums.Length; s += 2)
            gain += sums[s + 1] / Math.Abs(sums[s]);
        return gain / (sums.Length / 2);
    }

    private static bool HasScores((double[] Base, double[] Aligned) scorer, int prompt) =>
        double.IsFinite(scorer.Base[prompt]) && double.IsFinite(scorer.Aligned[prompt]);
}
