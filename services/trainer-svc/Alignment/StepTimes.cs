namespace InstructEngine.TrainerService.Alignment;

/// <summary>Where a step's time went.</summary>
/// <param name="Data">Samples, noise and timesteps.</param>
/// <param name="Reference">The reference's errors, where draws are fixed; else they are in <paramref name="Model"/>.</param>
/// <param name="Model">Forward and backward passes, figures included.</param>
/// <param name="Optimiser">Gradients added up and clipped, the update, the average.</param>
internal sealed record StepTimes(TimeSpan Data, TimeSpan Reference, TimeSpan Model, TimeSpan Optimiser);
