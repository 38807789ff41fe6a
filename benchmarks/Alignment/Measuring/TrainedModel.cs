namespace InstructEngine.Benchmarks.Alignment;

/// <summary>What a training left.</summary>
/// <param name="Snapshots">Weights after the steps asked for; those of a training that diverged end before.</param>
/// <param name="Loss">Mean preference loss of the last ten steps.</param>
/// <param name="Failure">Why it ended early, or null.</param>
internal sealed record TrainedModel(IReadOnlyList<Snapshot> Snapshots, double Loss, double CpuSeconds, string? Failure);

/// <param name="Weights">The name of the file: SHA-256 of its content.</param>
internal sealed record Snapshot(int Step, string Weights);
