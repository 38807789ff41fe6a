using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.TrainerService.Losses;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>How the random part of a batch is drawn.</summary>
/// <param name="Timesteps">Uniform over these.</param>
/// <param name="CaptionDropout">Share of samples whose two instructions both become the empty caption.</param>
/// <param name="RandomDirection">Half of the samples have their two pairs swapped, so that the other pair is the preferred one.</param>
internal sealed record DrawSettings(TimestepRange Timesteps, double CaptionDropout = 0, bool RandomDirection = false)
{
    /// <param name="timesteps">The noise schedule's number of timesteps.</param>
    /// <exception cref="RunFailureException">The spec's timesteps are not among the schedule's.</exception>
    public static DrawSettings Of(TrainingSpec spec, int timesteps)
    {
        var range = spec.TimestepRange ?? new TimestepRange(0, timesteps);
        return range.Min >= 0 && range.Min < range.Max && range.Max <= timesteps
            ? new DrawSettings(range, spec.CaptionDropout, spec.Terms == DiffusionDpoLoss.RandomDirection)
            : throw new RunFailureException(
                $"training.timestepRange is {range.Min} to {range.Max}; the model's noise schedule has the timesteps 0 to {timesteps}, exclusive.");
    }
}
