using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>
/// An endless stream of samples: one permutation of all of them after another, each drawn from the seed and the epoch alone,
/// so that any step's batch is known without those before it.
/// </summary>
internal sealed class SampleOrder(int samples, int batchSize, Func<long, long> seedOfEpoch)
{
    private readonly Dictionary<long, long[]> _permutations = [];

    /// <summary>Passes over the samples that <paramref name="steps"/> steps begin.</summary>
    public int Epochs(int steps) => (int)(((steps * (long)batchSize) + samples - 1) / samples);

    /// <summary>The epoch, from 1, whose last sample is in this step (from 0); null where none ends. The last one, where several end.</summary>
    public int? EpochEnding(int step)
    {
        var before = step * (long)batchSize / samples;
        var after = (step + 1L) * batchSize / samples;
        return after > before ? (int)after : null;
    }

    /// <summary>Indices of the samples of a step, from 0.</summary>
    public long[] Batch(int step) => [.. Visits(step).Select(visit => visit.Row)];

    /// <summary>The samples of a step, from 0, each with the epoch, from 0, that visits it.</summary>
    public (long Row, long Epoch)[] Visits(int step)
    {
        var visits = new (long, long)[batchSize];
        for (var i = 0; i < batchSize; i++)
        {
            var (epoch, place) = Math.DivRem((step * (long)batchSize) + i, samples);
            visits[i] = (Permutation(epoch)[place], epoch);
        }

        return visits;
    }

    private long[] Permutation(long epoch)
    {
        if (!_permutations.TryGetValue(epoch, out var permutation))
        {
            foreach (var old in _permutations.Keys.Where(old => old < epoch - 1).ToArray())
            {
                _permutations.Remove(old);
            }

            using var generator = new Generator((ulong)seedOfEpoch(epoch), CPU);
            using var drawn = randperm(samples, dtype: int64, generator: generator);
            _permutations[epoch] = permutation = drawn.data<long>().ToArray();
        }

        return permutation;
    }
}
