using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Stores;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Jobs;

/// <summary>Runs the stored jobs of the kinds that this process has handlers for: one at a time of each kind.</summary>
internal sealed partial class JobWorker(
    IDocumentStore documents, IEnumerable<IJobHandler> handlers, RunDirectory runs, IRunFailures failures, JobSignal signal, ServiceNames services,
    JobOptions options, StorePatience patience, TimeProvider time, ILogger<JobWorker> logger) : BackgroundService
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():n}";
    private readonly ConcurrentDictionary<string, (long Version, long Since)> _unchanged = new(StringComparer.Ordinal);
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(handlers.Select(handler => Task.Run(() => ServeAsync(handler, stoppingToken), CancellationToken.None)));

    private async Task ServeAsync(IJobHandler handler, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var woken = signal.Next;
            var worked = false;
            try
            {
                worked = await LookAsync(handler, stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                LogLookFailed(logger, handler.Kind, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (!worked)
                await Task.WhenAny(woken, Task.Delay(options.PollInterval, time, stopping));
        }
    }

    /// <returns>True when a job was run: there may be more.</returns>
    private async Task<bool> LookAsync(IJobHandler handler, CancellationToken stopping)
    {
        // Read to the end first: a listing is not held open while a job runs.
        var open = await documents.ListAllAsync<JobDocument>(Collections.Jobs, stopping)
            .Where(found => found.Value.Kind == handler.Kind && found.Value.State != JobState.Completed)
            .ToListAsync(stopping);
        foreach (var found in open)
        {
            var job = found.Value;
            if (!await runs.IsActiveAsync(job.RunId, stopping))
                continue;

            if (job.State == JobState.Failed)
            {
                await AnnounceAsync(handler, job, stopping);
                continue;
            }

            if (job.State == JobState.Running && !IsSilent(found))
                continue;

            if (await JobLease.TakeAsync(documents, found, _owner, options.LeaseTime, time, stopping) is not { } lease)
                continue;

            using (lease)
                await RunAsync(handler, lease, stopping);

            return true;
        }

        return false;
    }

    /// <summary>Whether a job's owner has not renewed it for the time of a lease, by this process's own steady clock: the clocks of two machines may be minutes apart, and be set back.</summary>
    private bool IsSilent(VersionedDocument<JobDocument> found)
    {
        if (options.IsAlone)
            return true;

        var (version, since) = _unchanged.AddOrUpdate(
            found.Id,
            _ => (found.Version, time.GetTimestamp()),
            (_, known) => known.Version == found.Version ? known : (found.Version, time.GetTimestamp()));
        return version == found.Version && time.GetElapsedTime(since) >= options.LeaseTime;
    }

    private async Task RunAsync(IJobHandler handler, JobLease lease, CancellationToken stopping)
    {
        var job = lease.Job;
        using var scope = logger.BeginScope(new Dictionary<string, object?> { ["Service"] = services.Of(handler.GetType()), ["RunId"] = job.RunId, ["JobId"] = job.JobId });
        if (job.Attempts > options.MaxAttempts)
        {
            await FailAsync(handler, lease, job.Progress, $"Job {job.JobId} stopped {options.MaxAttempts} times without an answer from its worker (killed, or out of memory?). Look at the service's log, give it more memory, and run again.");
            return;
        }

        LogTaken(logger, job.JobId, job.LeaseToken, job.Attempts);
        var context = new JobContext(lease, runs, options, time, logger);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var keeping = context.KeepAsync(stop, done.Token);
        Exception? failure = null;
        try
        {
            using var activity = HostingTelemetry.Source.StartActivity($"job {job.Kind}");
            activity?.SetTag("instructengine.run_id", job.RunId);
            await RunPatientlyAsync(handler, context, stop.Token);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await done.CancelAsync();
        await keeping;
        await EndAsync(handler, lease, context, failure, stopping);
    }

    /// <summary>A store that is away comes back as a rule; the handler goes on from its last checkpoint.</summary>
    private async Task RunPatientlyAsync(IJobHandler handler, JobContext context, CancellationToken stop)
    {
        for (var tries = 0; ; tries++)
        {
            var started = time.GetTimestamp();
            try
            {
                await handler.RunAsync(context, stop);
                return;
            }
            catch (StoreUnavailableException exception) when (patience.Waits.Count > 0 && !stop.IsCancellationRequested)
            {
                // Work that went well for so long was interrupted by another outage.
                if (time.GetElapsedTime(started) > patience.Total)
                    tries = 0;
                if (tries >= patience.Waits.Count)
                    throw;

                LogStoreAway(logger, context.JobId, exception.Message, patience.Waits[tries].TotalSeconds);
                await Task.Delay(patience.Waits[tries], time, stop);
            }
        }
    }

    private async Task EndAsync(IJobHandler handler, JobLease lease, JobContext context, Exception? failure, CancellationToken stopping)
    {
        var job = lease.Job;
        try
        {
            if (failure is null)
            {
                await lease.EndAsync(held => held with { State = JobState.Completed, Progress = context.Progress }, CancellationToken.None);
                LogCompleted(logger, job.JobId);
            }
            else if (failure is LeaseLostException || context.Cause == StopCause.LeaseLost)
            {
                LogLost(logger, job.JobId);
            }
            else if (context.Cause == StopCause.RunEnded)
            {
                await lease.EndAsync(held => held with { State = JobState.Failed, Progress = context.Progress, FailureReason = "The run had ended." }, CancellationToken.None);
            }
            else if (stopping.IsCancellationRequested && failure is not RunFailureException)
            {
                // Asked to stop, it did not fail: an attempt counts only when its worker died, or threw something else on its way out.
                var attempts = failure is OperationCanceledException ? Math.Max(job.Attempts - 1, 0) : job.Attempts;
                await lease.EndAsync(held => held with { State = JobState.Waiting, Progress = context.Progress, Attempts = attempts }, CancellationToken.None);
                LogHandedBack(logger, job.JobId);
            }
            else
            {
                if (failure is RunPausedException)
                    LogPaused(logger, job.JobId, failure.Message);
                else
                    LogFailed(logger, job.JobId, failure);
                await FailAsync(handler, lease, context.Progress, FailureReasons.Of(failure), failure is RunPausedException);
            }
        }
        catch (LeaseLostException)
        {
            LogLost(logger, job.JobId);
        }
    }

    private async Task FailAsync(IJobHandler handler, JobLease lease, JobProgress progress, string reason, bool paused = false)
    {
        await lease.EndAsync(held => held with { State = JobState.Failed, Progress = progress, FailureReason = reason, Paused = paused ? true : null }, CancellationToken.None);
        await AnnounceAsync(handler, lease.Job, CancellationToken.None);
    }

    /// <summary>Says once that a job failed; also for one whose worker died between storing and saying it.</summary>
    private async Task AnnounceAsync(IJobHandler handler, JobDocument job, CancellationToken cancellationToken)
    {
        var key = $"{job.JobId}/{job.LeaseToken}";
        lock (_announced)
        {
            if (!_announced.Add(key))
                return;
        }

        try
        {
            await failures.PublishAsync(new RunFailed(job.RunId, services.Of(handler.GetType()), job.FailureReason ?? "The job failed.", job.Paused), cancellationToken);
        }
        catch
        {
            lock (_announced)
                _announced.Remove(key);

            throw;
        }
    }
}
