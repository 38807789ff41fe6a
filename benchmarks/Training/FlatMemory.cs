using System.Globalization;
using InstructEngine.Contracts.V1;
using TorchSharp;

namespace InstructEngine.Benchmarks.Training;

/// <summary>Whether a training holds on to anything from step to step.</summary>
internal static class FlatMemory
{
    private const int Intervals = 10;

    public static void Report(string folder, TrainingSpec spec, int steps)
    {
        using var training = new BenchmarkTraining(folder, spec, pairs: 8, parts: 1);
        for (var step = 0; step < 5; step++)
            training.Step();

        var (tensors, memory) = (new List<long>(), new List<long> { ResidentMemory() });
        for (var step = 1; step <= steps; step++)
        {
            training.Step();
            tensors.Add(torch.Tensor.TotalCount);
            if (step % Math.Max(1, steps / Intervals) == 0)
                memory.Add(ResidentMemory());
        }

        var growths = memory.Skip(1).Zip(memory, (after, before) => (double)(after - before) / 1024).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{steps} steps of one sample: {tensors.Min()} to {tensors.Max()} live tensors after a step; resident memory {memory[0] >> 20} MiB, then {memory[^1] >> 20} MiB, "
            + $"{Statistics.Median(growths):F0} KiB more in the median tenth."));
    }

    private static long ResidentMemory()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }
}
