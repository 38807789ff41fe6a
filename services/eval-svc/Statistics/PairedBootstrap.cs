using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Statistics;

/// <summary>
/// Percentile bootstrap over prompts: each resample draws prompts with replacement and keeps both sides of a prompt together,
/// so that what the two models share (an easy prompt, a lucky seed) does not widen the interval.
/// </summary>
public static class PairedBootstrap
{
    public const int DefaultResamples = 10_000;

    /// <summary>
    /// With fewer, the ends of the interval are little more than the worst and the best prompt: of three prompts, one resample in 27 is one prompt
    /// three times, which is more than the 2.5 % that lie below the interval.
    /// </summary>
    public const int FewestPrompts = 5;

    /// <summary>The 95 % interval of mean(aligned) − mean(base).</summary>
    /// <param name="baseScores">One value a prompt.</param>
    /// <param name="alignedScores">One value a prompt, in the same order.</param>
    /// <exception cref="ArgumentException">The two differ in length, or are empty.</exception>
    public static ConfidenceInterval Difference(
        ReadOnlySpan<double> baseScores, ReadOnlySpan<double> alignedScores, long seed, int resamples = DefaultResamples)
    {
        if (baseScores.Length != alignedScores.Length)
            throw new ArgumentException($"Base has {baseScores.Length} prompts and aligned {alignedScores.Length}: both need the same prompts.", nameof(alignedScores));
        ArgumentOutOfRangeException.ThrowIfZero(baseScores.Length, nameof(baseScores));
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 40);

        var differences = new double[baseScores.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = alignedScores[i] - baseScores[i];

        var means = new double[resamples];
        var random = new SeededRandom(seed);
        for (var r = 0; r < resamples; r++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i++)
                sum += differences[random.NextInt(differences.Length)];
            means[r] = sum / differences.Length;
        }

        Array.Sort(means);
        return new ConfidenceInterval(Quantile(means, 0.025), Quantile(means, 0.975));
    }

    /// <summary>Linear between the two nearest order statistics (type 7).</summary>
    internal static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
