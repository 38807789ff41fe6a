namespace InstructEngine.Benchmarks.Scale;

/// <summary>What a run came to.</summary>
/// <param name="Triples">That ended, as a pair of images or rejected.</param>
/// <param name="Seconds">From the request to the run's end.</param>
/// <param name="RenderedPerSecond">Pairs a second between a tenth and nine tenths of them.</param>
internal sealed record ScaleFigures(long Triples, double Seconds, double RenderedPerSecond, IReadOnlyList<ProcessCost> Processes);

/// <summary>What a process needed: resident memory in bytes, and CPU time, its start included.</summary>
/// <param name="Half">When half of the pairs were stored.</param>
/// <param name="End">When the run had ended.</param>
internal sealed record ProcessCost(string Name, double CpuSeconds, long Half, long End, long Peak);
