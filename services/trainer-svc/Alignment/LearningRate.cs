using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Linear warm-up, then constant.</summary>
internal static class LearningRate
{
    /// <param name="step">From 0. The first step of a warm-up of n already learns, at 1/n of the rate.</param>
    public static double At(long step, TrainingSpec spec) =>
        step >= spec.WarmupSteps ? spec.LearningRate : spec.LearningRate * (step + 1) / spec.WarmupSteps;
}
