namespace InstructEngine.Benchmarks.Alignment;

/// <summary>How much is drawn, trained and measured.</summary>
internal sealed record ExperimentSize
{
    /// <summary>Kept pairs a training learns from.</summary>
    public int Pairs { get; init; } = 500;

    /// <summary>Optimiser steps of cross-validation at most; the other methods' budgets follow from it.</summary>
    public int Steps { get; init; } = 150;

    public int BatchSize { get; init; } = 8;

    /// <summary>Pictures of each scene on the tuning prompts: 28 scenes, so 280 images a figure.</summary>
    public int TuningRounds { get; init; } = 10;

    /// <summary>Pictures of each scene in the table: 60 scenes, so 300 images a training seed, 1500 a figure.</summary>
    public int TableRounds { get; init; } = 5;

    /// <summary>Training seeds of the table.</summary>
    public int Seeds { get; init; } = 5;

    /// <summary>Training seeds of the ablations, of data efficiency and of the reference's draws.</summary>
    public int FewerSeeds { get; init; } = 3;

    /// <summary>Trials a method has in tuning, of those in <see cref="Grids"/>.</summary>
    public int Trials { get; init; } = Grids.TrialsPerMethod;

    public IReadOnlyList<double> Guidances { get; init; } = [1, 2, 3, 4, 5, 6, 8];

    public IReadOnlyList<int> DataSizes { get; init; } = [50, 100, 200, 400, 800];

    public int SamplerSteps { get; init; } = 12;

    public int RenderAttempts { get; init; } = 8;

    public int TriplesPerLeaf { get; init; } = 80;

    /// <summary>Four times the steps, on all pairs there are.</summary>
    public ExperimentSize Longer => this with { Steps = 4 * Steps, Pairs = int.MaxValue };

    /// <summary>Enough to see that everything works, far too little to learn from.</summary>
    public static ExperimentSize Quick { get; } = new()
    {
        Pairs = 16,
        Steps = 4,
        TuningRounds = 1,
        TableRounds = 1,
        Seeds = 2,
        FewerSeeds = 2,
        Trials = 2,
        Guidances = [1, 3],
        DataSizes = [8, 16],
        SamplerSteps = 6,
        RenderAttempts = 4,
        TriplesPerLeaf = 8,
    };
}
