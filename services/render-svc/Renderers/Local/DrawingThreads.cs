using System.Collections.Concurrent;

namespace InstructEngine.RenderService.Renderers.Local;

/// <summary>
/// The threads that a device's models run on: as many as may draw at once. They are their own, so that long drawings neither hold up the pool's threads, which
/// store what was drawn, nor wait for them.
/// </summary>
internal sealed class DrawingThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lazy<Thread[]> _threads;
    private long _busyTicks;

    public DrawingThreads(RenderOptions options)
    {
        Count = options.Concurrency;
        _threads = new(Start);
    }

    public int Count { get; }

    /// <summary>Time spent on work, all threads together.</summary>
    public TimeSpan Busy => TimeSpan.FromTicks(Interlocked.Read(ref _busyTicks));

    /// <summary>First come, first served. What waits may be cancelled; what runs watches for itself.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        _ = _threads.Value;
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Complete(done, () => Timed(work), cancellationToken), CancellationToken.None);
        return done.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        if (_threads.IsValueCreated)
        {
            foreach (var thread in _threads.Value)
            {
                thread.Join();
            }
        }

        _work.Dispose();
    }

    private static void Complete<T>(TaskCompletionSource<T> done, Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            done.SetResult(work());
        }
        catch (OperationCanceledException exception)
        {
            done.SetCanceled(exception.CancellationToken);
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }

    private Thread[] Start()
    {
        var threads = Enumerable.Range(0, Count).Select(index => new Thread(Work) { Name = $"drawing {index}", IsBackground = true }).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        return threads;
    }

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }

    private T Timed<T>(Func<T> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            Interlocked.Add(ref _busyTicks, TimeProvider.System.GetElapsedTime(began).Ticks);
        }
    }
}
