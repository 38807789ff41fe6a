namespace InstructEngine.EvalService.Reporting;

/// <summary>What the trainer recorded, step by step. Empty lists where it recorded nothing.</summary>
internal sealed record TrainingCurves(
    IReadOnlyList<(double Step, double Value)> Loss,
    IReadOnlyList<(double Step, double Value)> HeldOutLoss,
    IReadOnlyList<(double Step, double Value)> ImplicitAccuracy,
    IReadOnlyList<(double Step, double Value)> HeldOutImplicitAccuracy)
{
    /// <summary>The model's error minus the reference's on own images.</summary>
    public IReadOnlyList<(double Step, double Value)> WinnerError { get; init; } = [];

    /// <summary>The same on the other images.</summary>
    public IReadOnlyList<(double Step, double Value)> LoserError { get; init; } = [];

    public IReadOnlyList<(double Step, double Value)> HeldOutWinnerError { get; init; } = [];

    public IReadOnlyList<(double Step, double Value)> HeldOutLoserError { get; init; } = [];

    /// <summary>Before clipping.</summary>
    public IReadOnlyList<(double Step, double Value)> GradNorm { get; init; } = [];

    /// <summary>Of the first fifth of the steps.</summary>
    public IReadOnlyList<TimestepBucket> EarlyMargins { get; init; } = [];

    /// <summary>Of the last fifth.</summary>
    public IReadOnlyList<TimestepBucket> LateMargins { get; init; } = [];

    /// <summary>Of the last look at the held-out pairs.</summary>
    public IReadOnlyList<TimestepBucket> HeldOutMargins { get; init; } = [];

    public IReadOnlyList<RollbackMark> Rollbacks { get; init; } = [];

    /// <summary>Pairs that could not be trained on, by reason.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; init; } = new Dictionary<string, int>();

    public long PolicyPasses { get; init; }

    public long ReferencePasses { get; init; }
}

/// <summary>Preferences whose timesteps are in one tenth of the noise schedule.</summary>
/// <param name="From">The first timestep.</param>
/// <param name="Margin">Mean of what is inside −log σ.</param>
/// <param name="Accuracy">0 to 1.</param>
internal sealed record TimestepBucket(int From, double Margin, double Accuracy);

/// <summary>Training diverged and went back.</summary>
internal sealed record RollbackMark(int Step, int BackTo, string Reason, double LearningRateFactor);
