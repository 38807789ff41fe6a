namespace InstructEngine.TrainerService.FineTuning;

/// <summary>What a training holds in memory at its peak, by what it is for.</summary>
/// <param name="What">In words, as <c>optimiser</c>.</param>
internal sealed record MemoryPart(string What, long Bytes);
