namespace InstructEngine.EvalService.Statistics;

/// <summary>One scorer's values for the same prompts under both models, summed up.</summary>
/// <param name="RelativeGain">(aligned − base) / base; null where the base is 0.</param>
/// <param name="Difference">The 95 % interval of aligned − base.</param>
/// <param name="WinRate">Share of prompts where aligned scores higher, ties one half.</param>
public sealed record PairedComparison(double Base, double Aligned, double? RelativeGain, ConfidenceInterval Difference, double WinRate)
{
    /// <summary>aligned − base.</summary>
    public double Gain => Aligned - Base;

    /// <summary>Compares prompt by prompt.</summary>
    /// <exception cref="ArgumentException">The two differ in length, or are empty.</exception>
    public static PairedComparison Of(ReadOnlySpan<double> baseScores, ReadOnlySpan<double> alignedScores, long seed)
    {
        var interval = PairedBootstrap.Difference(baseScores, alignedScores, seed);
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
            baseSum / count, alignedSum / count, baseSum == 0 ? null : (alignedSum - baseSum) / baseSum, interval, wins / count);
    }
}
