using InstructEngine.Contracts.V1;
using InstructEngine.TrainerService.Losses;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>A row of the table: a loss and how long it may train.</summary>
/// <param name="Key">A short name without spaces.</param>
/// <param name="Name">For people.</param>
/// <param name="Loss">As <see cref="TrainingSpec.Loss"/>.</param>
/// <param name="Terms">As <see cref="TrainingSpec.Terms"/>.</param>
/// <param name="Passes">Forward passes of the model being trained for one sample: combinations of an instruction and an image that the loss reads.</param>
/// <param name="Budget">What is equal to cross-validation's.</param>
/// <param name="Grid">Settings tried, every method the same number.</param>
internal sealed record Method(string Key, string Name, string Loss, string? Terms, int Passes, Budget Budget, IReadOnlyList<Trial> Grid)
{
    /// <summary>Of the cross-validation loss, which reads all combinations.</summary>
    public const int MostPasses = 4;

    /// <summary>As <see cref="TrainingSpec.ReferenceDraws"/>; null draws anew in every step.</summary>
    public int? ReferenceDraws { get; init; }

    public bool HasBeta => Loss is CrossValidationLoss.SpecName or DiffusionDpoLoss.SpecName;

    /// <param name="steps">Of cross-validation.</param>
    /// <returns>Steps that the method may train at most.</returns>
    public int StepBudget(int steps) => Budget == Budget.EqualSteps ? steps : steps * MostPasses / Passes;

    public TrainingSpec Spec(Trial trial, int steps, TrainingSpec common) => common with
    {
        Loss = Loss,
        Terms = Terms,
        Beta = trial.Beta,
        LearningRate = trial.LearningRate,
        SftWeight = trial.SftWeight,
        Steps = steps,
        ReferenceDraws = ReferenceDraws,
        CaptionDropout = trial.CaptionDropout,
        TimestepRange = trial.Timesteps,
        EmaDecay = trial.EmaDecay,
        LearningRateSchedule = trial.Schedule,
        BatchSize = trial.BatchSize ?? common.BatchSize,
    };
}

internal enum Budget
{
    EqualSteps,
    EqualPasses,
}
