using System.Collections.Concurrent;
using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Stores;
using InstructEngine.Storage.Documents.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

/// <summary>A store and a clock that several workers share, as processes of a cluster do.</summary>
internal sealed class JobWorld : IRunFailures, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<JobWorker> _workers = [];

    public JobWorld()
    {
        Documents = new SqliteDocumentStore(Path.Combine(_folder.Path, "run.db"));
        Documents.InitializeAsync(default).GetAwaiter().GetResult();
        Runs = new RunDirectory(Documents, Time);
        Queue = new JobQueue(Documents, Signal);
    }

    public ManualTime Time { get; } = new();

    public SqliteDocumentStore Documents { get; }

    public RunDirectory Runs { get; }

    public JobSignal Signal { get; } = new();

    public IJobQueue Queue { get; }

    public ConcurrentQueue<RunFailed> Failures { get; } = new();

    public Task PublishAsync(RunFailed failure, CancellationToken cancellationToken)
    {
        Failures.Enqueue(failure);
        return Task.CompletedTask;
    }

    public JobWorker Worker(IJobHandler handler, TimeProvider? time = null)
    {
        var names = new ServiceNames();
        names.Add(handler.GetType(), "trainer-svc");
        var worker = new JobWorker(Documents, [handler], Runs, this, Signal, names, new JobOptions(), new StorePatience(TimeSpan.FromMinutes(5)), time ?? Time, NullLogger<JobWorker>.Instance);
        _workers.Add(worker);
        return worker;
    }

    public async Task<JobWorker> StartAsync(IJobHandler handler, TimeProvider? time = null)
    {
        var worker = Worker(handler, time);
        await worker.StartAsync(default);
        return worker;
    }

    public Task EnqueueAsync(string jobId = "job", string kind = "train") => Queue.EnqueueAsync(jobId, "run", kind, "{}", default);

    public async Task<JobDocument> FindAsync(string jobId = "job") => (await Documents.FindAsync<JobDocument>(Collections.Jobs, jobId, default))!.Value;

    /// <summary>Lets the clock run, a second at a time, until something holds; fails after ten minutes of it, and a real one: a slow disk is no failure.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        var real = Stopwatch.StartNew();
        for (var seconds = 0; !await holds(); seconds++)
        {
            Assert.True(seconds < 600 || real.Elapsed < TimeSpan.FromMinutes(1), "It never came to hold.");
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }
    }

    public Task UntilAsync(JobState state) => UntilAsync(async () => (await FindAsync()).State == state);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await worker.StopAsync(patience.Token);
            worker.Dispose();
        }

        Documents.Dispose();
        _folder.Dispose();
    }
}

internal sealed class TestHandler(Func<IJobContext, CancellationToken, Task> run, string kind = "train") : IJobHandler
{
    private readonly TaskCompletionSource<IJobContext> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _runs;

    public string Kind => kind;

    public int Runs => Volatile.Read(ref _runs);

    public Task<IJobContext> Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Works until it is asked to stop.</summary>
    public static TestHandler Endless() => new((_, stop) => Task.Delay(Timeout.Infinite, stop));

    public async Task RunAsync(IJobContext job, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        _started.TrySetResult(job);
        await run(job, cancellationToken);
    }
}
