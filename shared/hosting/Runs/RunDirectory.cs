using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Hosting.Runs;

/// <summary>The runs and how they ended. An ended run stays as it ended, unless it is reopened on purpose.</summary>
public sealed class RunDirectory(IDocumentStore documents, TimeProvider time)
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (bool Active, string? Until, long At)> _active = new(StringComparer.Ordinal);

    public async Task<RunDocument?> FindAsync(string runId, CancellationToken cancellationToken) =>
        (await documents.FindAsync<RunDocument>(Collections.Runs, runId, cancellationToken))?.Value;

    public IAsyncEnumerable<VersionedDocument<RunDocument>> ListAsync(CancellationToken cancellationToken) =>
        documents.ListAllAsync<RunDocument>(Collections.Runs, cancellationToken);

    /// <summary>Stores a run unless it is there already.</summary>
    /// <returns>True when this call stored it.</returns>
    public Task<bool> InsertAsync(RunDocument run, CancellationToken cancellationToken) =>
        documents.InsertIfAbsentAsync(Collections.Runs, run.RunId, run.RunId, run, cancellationToken);

    /// <returns>True when this call ended the run.</returns>
    public Task<bool> CompleteAsync(string runId, BlobReference summary, BlobReference report, CancellationToken cancellationToken) =>
        EndAsync(runId, run => run with { State = RunState.Completed, Summary = summary, Report = report }, cancellationToken);

    /// <inheritdoc cref="CompleteAsync"/>
    public Task<bool> FailAsync(string runId, string service, string reason, CancellationToken cancellationToken) =>
        EndAsync(runId, run => run with { State = RunState.Failed, FailedService = service, FailureReason = reason }, cancellationToken);

    /// <summary>Stops a run until its user has done what the reason says; <see cref="ReopenAsync"/> and <see cref="ResumeAsync"/> let it go on.</summary>
    /// <param name="resumed">How often the run had gone on when the reason was found: one of before the run last went on changes nothing. Null for whatever it is.</param>
    /// <returns>True when this call paused the run.</returns>
    public Task<bool> PauseAsync(string runId, string service, string reason, CancellationToken cancellationToken, int? resumed = null) => EndAsync(
        runId,
        run => resumed < run.Resumed ? null : run with { State = RunState.Paused, FailedService = service, FailureReason = reason },
        cancellationToken);

    /// <inheritdoc cref="CompleteAsync"/>
    public Task<bool> CancelAsync(string runId, CancellationToken cancellationToken) =>
        EndAsync(runId, run => run with { State = RunState.Cancelled }, cancellationToken);

    /// <summary>Lets a failed, paused or cancelled run go on where it stopped, its failed jobs included.</summary>
    /// <returns>False when there is no such run, or it runs, or is completed.</returns>
    public Task<bool> ReopenAsync(string runId, CancellationToken cancellationToken) =>
        GoOnAsync(runId, state => state is RunState.Failed or RunState.Paused or RunState.Cancelled, cancellationToken);

    /// <summary>Lets a paused run go on: what it waited for is done.</summary>
    /// <returns>False when it is not paused.</returns>
    public Task<bool> ResumeAsync(string runId, CancellationToken cancellationToken) => GoOnAsync(runId, state => state is RunState.Paused, cancellationToken);

    private async Task<bool> GoOnAsync(string runId, Func<RunState, bool> hasStopped, CancellationToken cancellationToken)
    {
        if (await FindAsync(runId, cancellationToken) is not { } stopped || !hasStopped(stopped.State))
            return false;

        // Jobs first: a worker must not meet a failed job of a running run.
        foreach (var job in await documents.ListAsync<JobDocument>(Collections.Jobs, runId, cancellationToken).ToListAsync(cancellationToken))
        {
            if (job.Value.State == JobState.Failed)
            {
                var waiting = job.Value with { State = JobState.Waiting, FailureReason = null, Paused = null, Attempts = 0 };
                await documents.ReplaceAsync(Collections.Jobs, job.Id, waiting, job.Version, cancellationToken);
            }
        }

        return await ChangeAsync(
            runId,
            run => hasStopped(run.State)
                ? run with { State = RunState.Running, FailedService = null, FailureReason = null, EndedAt = null, Resumed = run.Resumed + 1 }
                : null,
            cancellationToken);
    }

    /// <summary>
    /// False when the run has ended, so that its messages need no work any more. Cheap: that a run is active is good for two seconds.
    /// A run that is not stored (yet) counts as active.
    /// </summary>
    public async ValueTask<bool> IsActiveAsync(string runId, CancellationToken cancellationToken) =>
        (await LookAsync(runId, cancellationToken)).Active;

    /// <summary>As <see cref="IsActiveAsync(string, CancellationToken)"/>, and false for a run that ends before the stage.</summary>
    /// <param name="stage">One of <see cref="Stages"/>.</param>
    public async ValueTask<bool> IsActiveAsync(string runId, string stage, CancellationToken cancellationToken) =>
        await LookAsync(runId, cancellationToken) is { Active: true, Until: var until } && RunEnds.Includes(until, stage);

    private async ValueTask<(bool Active, string? Until)> LookAsync(string runId, CancellationToken cancellationToken)
    {
        if (_active.TryGetValue(runId, out var known) && time.GetElapsedTime(known.At) < CacheTime)
            return (known.Active, known.Until);

        var run = await FindAsync(runId, cancellationToken);
        var active = run is null or { State: RunState.Running };

        // That a run rests is not kept: another process may let it go on, and its messages must not be taken for old ones then.
        if (active)
            _active[runId] = (active, run?.Spec.Until, time.GetTimestamp());
        else
            _active.TryRemove(runId, out _);

        return (active, run?.Spec.Until);
    }

    private Task<bool> EndAsync(string runId, Func<RunDocument, RunDocument?> end, CancellationToken cancellationToken) =>
        ChangeAsync(runId, run => run.State == RunState.Running && end(run) is { } ended ? ended with { EndedAt = time.GetUtcNow() } : null, cancellationToken);

    private async Task<bool> ChangeAsync(string runId, Func<RunDocument, RunDocument?> change, CancellationToken cancellationToken)
    {
        while (await documents.FindAsync<RunDocument>(Collections.Runs, runId, cancellationToken) is { } found)
        {
            if (change(found.Value) is not { } changed)
                return false;

            if (await documents.ReplaceAsync(Collections.Runs, runId, changed, found.Version, cancellationToken))
            {
                _active.TryRemove(runId, out _);
                return true;
            }
        }

        return false;
    }
}
