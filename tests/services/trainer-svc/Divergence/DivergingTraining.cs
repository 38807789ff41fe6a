using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.TrainerService.Alignment;

namespace InstructEngine.Services.Tests.TrainerService.Divergence;

/// <summary>Trainings of the tiny model that go wrong by themselves.</summary>
internal static class DivergingTraining
{
    /// <summary>A warm-up to a rate that is too high: early steps are sound, and with a quarter of the rate all are.</summary>
    public static TrainingSpec TooFastInTheEnd { get; } = TrainingBench.Training with
    {
        LearningRate = 0.1, Steps = 60, WarmupSteps = 60, SftWeight = 0, CaptionDropout = 0, CheckpointEverySteps = 5, OnDivergence = "rollback",
    };

    /// <summary>No rate near this one leads anywhere.</summary>
    public static TrainingSpec FarTooFast { get; } = TooFastInTheEnd with { LearningRate = 1e30, WarmupSteps = 0, Steps = 8 };

    /// <summary>One pair in one direction at one draw, where β makes every margin won infinitely far.</summary>
    public static TrainingSpec FarTooStrict { get; } = TrainingBench.Training with
    {
        Loss = "diffusion-dpo", Beta = 1e12, LearningRate = 1e-5, WarmupSteps = 0, BatchSize = 1, SftWeight = 0, CaptionDropout = 0, HeldOutShare = 0,
        ReferenceDraws = 1,
    };
}
