namespace InstructEngine.TrainerService.Alignment;

/// <summary>Preferences at timesteps near each other.</summary>
/// <param name="From">The first timestep of the bucket; each is a tenth of the noise schedule.</param>
/// <param name="Count">Preferences.</param>
/// <param name="Margin">Mean of what is inside −log σ: −β/2 · (D of the winner − D of the loser); without the factor where the loss has no β.</param>
/// <param name="Accuracy">Share above 0, ties one half.</param>
public sealed record TimestepMargin(int From, int Count, double Margin, double Accuracy);
