using InstructEngine.Hosting.Runs;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Jobs;

/// <summary>Stands between a handler and its lease: renews it, stores progress, and asks the handler to stop when the job is no longer its own.</summary>
internal sealed partial class JobContext(JobLease lease, RunDirectory runs, JobOptions options, TimeProvider time, ILogger logger) : IJobContext
{
    private volatile JobProgress? _progress;
    private long _renewedAt = time.GetTimestamp();

    public string JobId { get; } = lease.Job.JobId;

    public string RunId { get; } = lease.Job.RunId;

    public string Input { get; } = lease.Job.Input;

    public string? Checkpoint { get; private set; } = lease.Job.Checkpoint;

    public long LeaseToken { get; } = lease.Job.LeaseToken;

    public JobProgress Progress => _progress ?? lease.Job.Progress;

    /// <summary>Why the handler was asked to stop, when it was not the shutdown.</summary>
    public StopCause Cause { get; private set; }

    public void Report(JobProgress progress) => _progress = progress;

    public async Task SaveAsync(string checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            // A hand-over must be stored although the token that asked for it has fired.
            await lease.RenewAsync(job => job with { Checkpoint = checkpoint, Progress = Progress, Attempts = 0 }, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            Cause = StopCause.LeaseLost;
            throw;
        }

        Checkpoint = checkpoint;
        Volatile.Write(ref _renewedAt, time.GetTimestamp());
    }

    /// <summary>Runs beside the handler until it is done.</summary>
    public async Task KeepAsync(CancellationTokenSource stop, CancellationToken done)
    {
        JobProgress? stored = null;
        while (Cause == StopCause.None)
        {
            await Task.Delay(options.ReportInterval, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return;

            try
            {
                var progress = _progress;
                if (progress != stored || time.GetElapsedTime(Volatile.Read(ref _renewedAt)) >= options.LeaseTime / 3)
                {
                    await lease.RenewAsync(job => job with { Progress = Progress }, done);
                    stored = progress;
                    Volatile.Write(ref _renewedAt, time.GetTimestamp());
                }

                if (!await runs.IsActiveAsync(RunId, done))
                    Cause = StopCause.RunEnded;
            }
            catch (LeaseLostException)
            {
                Cause = StopCause.LeaseLost;
            }
            catch (Exception exception) when (!done.IsCancellationRequested)
            {
                // The store may come back before the lease runs out.
                LogNotRenewed(logger, JobId, exception);
                if (time.GetElapsedTime(Volatile.Read(ref _renewedAt)) >= options.LeaseTime)
                    Cause = StopCause.LeaseLost;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        await stop.CancelAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId}: its lease could not be renewed")]
    private static partial void LogNotRenewed(ILogger logger, string jobId, Exception exception);
}

internal enum StopCause
{
    None,
    LeaseLost,
    RunEnded,
}
