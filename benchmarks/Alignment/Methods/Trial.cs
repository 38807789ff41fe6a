namespace InstructEngine.Benchmarks.Alignment;

/// <summary>One setting of a method.</summary>
/// <param name="BudgetShare">The part of the method's steps that is trained.</param>
internal sealed record Trial(double Beta, double LearningRate, double SftWeight, double BudgetShare)
{
    /// <summary>Share of samples trained without caption; one decision for a sample.</summary>
    public double CaptionDropout { get; init; }

    public int Steps(int budget) => Math.Max(1, (int)Math.Round(budget * BudgetShare));

    public string Told(Method method) => string.Join(
        ", ",
        new[]
        {
            method.HasBeta ? FormattableString.Invariant($"β {Beta:0.###}") : null,
            FormattableString.Invariant($"lr {LearningRate:0.#e-0}"),
            CaptionDropout > 0 ? FormattableString.Invariant($"caption dropout {CaptionDropout:0.###}") : null,
            SftWeight > 0 ? FormattableString.Invariant($"SFT weight {SftWeight:0.###}") : null,
        }.OfType<string>());
}
