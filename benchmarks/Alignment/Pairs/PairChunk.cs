using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>What became of a run of triples.</summary>
/// <param name="Reasons">Kinds of rejection, counted.</param>
internal sealed record PairChunk(IReadOnlyList<ManifestLine> Kept, IReadOnlyDictionary<string, int> Reasons, int Attempts, double CpuSeconds);
