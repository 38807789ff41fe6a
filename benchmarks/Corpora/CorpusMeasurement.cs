using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.TaxonomyService.TextSampling;

namespace InstructEngine.Benchmarks.Corpora;

/// <param name="PeakBytes">Peak resident memory of the process.</param>
internal sealed record CorpusMeasurement(double Seconds, double CpuSeconds, long PeakBytes, int Kept, int Duplicates, int NearDuplicates, int OverCapacity)
{
    public static CorpusMeasurement Run(string file, int sample)
    {
        var clock = Stopwatch.StartNew();
        using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var result = TextSampler.Sample(content, file, new CorpusSpec(sample, MinLength: 3, MaxLength: 500), seed: 1);
        var dropped = result.Dropped;
        return new(
            clock.Elapsed.TotalSeconds, OwnProcess.CpuSeconds(), OwnProcess.PeakMemory(), result.Kept, dropped.Duplicate, dropped.NearDuplicate, dropped.OverCapacity);
    }
}
