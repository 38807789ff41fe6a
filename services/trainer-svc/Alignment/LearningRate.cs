using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Linear warm-up, then what <c>training.learningRateSchedule</c> says; a decay reaches 0 one step after the last.</summary>
internal static class LearningRate
{
    /// <param name="step">From 0. The first step of a warm-up of n already learns, at 1/n of the rate.</param>
    public static double At(long step, TrainingSpec spec)
    {
        if (step < spec.WarmupSteps)
        {
            return spec.LearningRate * (step + 1) / spec.WarmupSteps;
        }

        var done = (double)(step - spec.WarmupSteps) / (spec.Steps - spec.WarmupSteps);
        return spec.LearningRateSchedule switch
        {
            "linear" => spec.LearningRate * (1 - done),
            "cosine" => spec.LearningRate * (1 + Math.Cos(Math.PI * done)) / 2,
            _ => spec.LearningRate,
        };
    }
}
