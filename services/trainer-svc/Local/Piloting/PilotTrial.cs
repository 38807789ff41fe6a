using InstructEngine.TrainerService.Alignment;

namespace InstructEngine.TrainerService.Local.Piloting;

/// <summary>What is tried.</summary>
internal sealed record PilotSetting(double Beta, double LearningRate);

/// <summary>A short training, and how it ended.</summary>
/// <param name="HeldOut">On pairs that the trial never saw; null where it failed.</param>
/// <param name="Comparisons">That the implicit accuracy is a share of.</param>
/// <param name="Failure">Why it diverged; null where it did not.</param>
internal sealed record PilotTrial(PilotSetting Setting, HeldOutFigures? HeldOut, int Comparisons, string? Failure, double Seconds);
