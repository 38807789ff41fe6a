namespace InstructEngine.TrainerService.Alignment;

/// <summary>One of the few draws of noise, timestep, caption dropout and direction that a sample has where a spec fixes them.</summary>
/// <param name="Row">The sample.</param>
/// <param name="Number">Which of its draws, from 0.</param>
internal readonly record struct FixedDraw(long Row, int Number);
