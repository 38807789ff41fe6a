using InstructEngine.Contracts.V1;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>One setting of a method.</summary>
/// <param name="BudgetShare">The part of the method's steps that is trained.</param>
internal sealed record Trial(double Beta, double LearningRate, double SftWeight, double BudgetShare)
{
    /// <summary>Share of samples trained without caption; one decision for a sample.</summary>
    public double CaptionDropout { get; init; }

    /// <summary>As <see cref="TrainingSpec.TimestepRange"/>.</summary>
    public TimestepRange? Timesteps { get; init; }

    /// <summary>As <see cref="TrainingSpec.EmaDecay"/>.</summary>
    public double? EmaDecay { get; init; }

    /// <summary>As <see cref="TrainingSpec.LearningRateSchedule"/>.</summary>
    public string? Schedule { get; init; }

    /// <summary>Samples a step; null is the experiment's.</summary>
    public int? BatchSize { get; init; }

    public int Steps(int budget) => Math.Max(1, (int)Math.Round(budget * BudgetShare));

    public string Told(Method method) => string.Join(
        ", ",
        new[]
        {
            method.HasBeta ? FormattableString.Invariant($"β {Beta:0.###}") : null,
            FormattableString.Invariant($"lr {LearningRate:0.#e-0}"),
            Timesteps is { } range ? FormattableString.Invariant($"timesteps {range.Min} to {range.Max}") : null,
            EmaDecay is { } decay ? FormattableString.Invariant($"EMA {decay:0.####}") : null,
            Schedule,
            BatchSize is { } size ? FormattableString.Invariant($"batch {size}") : null,
            CaptionDropout > 0 ? FormattableString.Invariant($"caption dropout {CaptionDropout:0.###}") : null,
            SftWeight > 0 ? FormattableString.Invariant($"SFT weight {SftWeight:0.###}") : null,
        }.OfType<string>());
}
