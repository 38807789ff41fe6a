namespace InstructEngine.EvalService.Statistics;

/// <summary>One scorer's values for the same prompts under both models, summed up.</summary>
/// <param name="RelativeGain">(aligned − base) / |base|; null where the base is 0.</param>
/// <param name="Difference">The 95 % interval of aligned − base.</param>
/// <param name="WinRate">Share of prompts where aligned scores higher, ties one half.</param>
public sealed record PairedComparison(double Base, double Aligned, double? RelativeGain, ConfidenceInterval Difference, double WinRate)
{
    /// <summary>A base mean closer to zero than this share of the prompts' standard deviation makes a relative gain meaningless.</summary>
    public const double NearZeroShare = 0.25;

    /// <summary>aligned − base.</summary>
    public double Gain => Aligned - Base;

    /// <summary>Prompts that were compared.</summary>
    public int Prompts { get; init; }

    /// <summary>Pairs of images (one of each model, the same prompt and seed) left out because a score was no number.</summary>
    public int ExcludedImages { get; init; }

    /// <summary>Prompts left out because no pair of their images had scores.</summary>
    public int ExcludedPrompts { get; init; }

    /// <summary>Standard deviation of the base's scores over the prompts; 0 for one prompt.</summary>
    public double BaseDeviation { get; init; }

    /// <summary>
    /// Whether the base's mean is so near zero, measured by how far the prompts spread, that the relative gain says more about where the scorer's
    /// zero happens to lie than about the models. So it is with scorers that are centred, as ImageReward.
    /// </summary>
    public bool IsNearZero => Math.Abs(Base) < NearZeroShare * BaseDeviation;

    /// <summary>Compares prompt by prompt.</summary>
    /// <exception cref="ArgumentException">The two differ in length, or are empty.</exception>
    public static PairedComparison Of(ReadOnlySpan<double> baseScores, ReadOnlySpan<double> alignedScores, long seed)
    {
        var interval = baseScores.Length < PairedBootstrap.FewestPrompts && baseScores.Length == alignedScores.Length
            ? Range(baseScores, alignedScores)
            : PairedBootstrap.Difference(baseScores, alignedScores, seed);
        var wins = 0.0;
        double baseSum = 0, alignedSum = 0;
        for (var i = 0; i < baseScores.Length; i++)
        {
            baseSum += baseScores[i];
            alignedSum += alignedScores[i];
            wins += alignedScores[i].CompareTo(baseScores[i]) switch { > 0 => 1.0, 0 => 0.5, _ => 0.0 };
        }

        var count = baseScores.Length;
        return new PairedComparison(
            baseSum / count, alignedSum / count, baseSum == 0 ? null : (alignedSum - baseSum) / Math.Abs(baseSum), interval, wins / count)
        {
            Prompts = count,
            BaseDeviation = Deviation(baseScores, baseSum / count),
        };
    }

    private static ConfidenceInterval Range(ReadOnlySpan<double> baseScores, ReadOnlySpan<double> alignedScores)
    {
        ArgumentOutOfRangeException.ThrowIfZero(baseScores.Length, nameof(baseScores));
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < baseScores.Length; i++)
        {
            var difference = alignedScores[i] - baseScores[i];
            (low, high) = (Math.Min(low, difference), Math.Max(high, difference));
        }

        return new ConfidenceInterval(low, high, TooFew: true);
    }

    private static double Deviation(ReadOnlySpan<double> scores, double mean)
    {
        if (scores.Length < 2)
            return 0;

        var squares = 0.0;
        foreach (var score in scores)
            squares += (score - mean) * (score - mean);
        return Math.Sqrt(squares / (scores.Length - 1));
    }
}
