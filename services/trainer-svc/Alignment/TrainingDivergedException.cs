namespace InstructEngine.TrainerService.Alignment;

/// <summary>Training has left the ground on which its figures mean anything.</summary>
/// <param name="step">The step that showed it, from 1.</param>
/// <param name="reason">A short name for counting.</param>
/// <param name="what">What showed it, with its values.</param>
internal sealed class TrainingDivergedException(int step, DivergenceReason reason, string what) : Exception($"Training diverged at step {step}: {what}.")
{
    public int Step => step;

    public DivergenceReason Reason => reason;

    public string What => what;
}

internal enum DivergenceReason
{
    LossIsZero,
    LossIsNoNumber,
    GradientIsNoNumber,
    WinnerError,
    LossSpike,
}
