using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>
/// Asks after every event whether its run's dataset is complete, in as few looks at the store as that needs: events that arrive while a look is
/// under way share the next one. The store is what is counted, so the order of the events, their repetition and the number of
/// instances of this service do not matter. Counting a large run takes its time: between two looks there is a pause of some times that, so that a store
/// is not busy with being counted.
/// </summary>
internal sealed class DatasetCompletion(DatasetAssembler assembler, TimeProvider time) : IDisposable
{
    private const int PauseInLooks = 4;

    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Returns after a look at the store that began after this call, by this caller or another.</summary>
    /// <param name="whenComplete">Called under the run's turn when the dataset is complete and nobody here has announced it yet.</param>
    public async Task CheckAsync(string runId, Func<DatasetCompleted, Task> whenComplete, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(runId, _ => new Turn());
        var arrival = Interlocked.Increment(ref turn.Arrivals);
        await turn.Gate.WaitAsync(cancellationToken);
        try
        {
            if (turn.Announced || turn.CheckedUpTo >= arrival)
            {
                return;
            }

            if (turn.Pause - time.GetElapsedTime(turn.LookedAt) is { Ticks: > 0 } pause)
            {
                await Task.Delay(pause, time, cancellationToken);
            }

            var arrivals = Interlocked.Read(ref turn.Arrivals);
            var started = time.GetTimestamp();
            if (await assembler.TryCompleteAsync(runId, cancellationToken) is { } dataset)
            {
                await whenComplete(dataset);
                turn.Announced = true;
            }

            turn.CheckedUpTo = arrivals;
            turn.LookedAt = time.GetTimestamp();
            turn.Pause = PauseInLooks * time.GetElapsedTime(started, turn.LookedAt);
        }
        finally
        {
            turn.Gate.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }

    private sealed class Turn : IDisposable
    {
        public readonly SemaphoreSlim Gate = new(1, 1);
        public long Arrivals;
        public long CheckedUpTo;
        public bool Announced;
        public long LookedAt;
        public TimeSpan Pause;

        public void Dispose() => Gate.Dispose();
    }
}
