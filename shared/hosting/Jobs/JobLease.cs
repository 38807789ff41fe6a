using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Hosting.Jobs;

/// <summary>A job held by one worker. Each write names the version that this worker saw last, so that a former owner's write fails.</summary>
internal sealed class JobLease(IDocumentStore documents, VersionedDocument<JobDocument> held, TimeSpan leaseTime, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _oneWrite = new(1, 1);
    private VersionedDocument<JobDocument> _held = held;

    public JobDocument Job => _held.Value;

    /// <summary>Takes a job that waits, or whose owner fell silent.</summary>
    /// <returns>Null when another worker was faster.</returns>
    public static async Task<JobLease?> TakeAsync(
        IDocumentStore documents, VersionedDocument<JobDocument> found, string owner, TimeSpan leaseTime, TimeProvider time, CancellationToken cancellationToken)
    {
        var mine = found.Value with
        {
            State = JobState.Running,
            LeaseOwner = owner,
            LeaseToken = found.Value.LeaseToken + 1,
            LeaseExpiresAt = time.GetUtcNow() + leaseTime,
            Attempts = found.Value.Attempts + 1,
        };
        return await documents.ReplaceAsync(Collections.Jobs, found.Id, mine, found.Version, cancellationToken)
            ? new JobLease(documents, found with { Version = found.Version + 1, Value = mine }, leaseTime, time)
            : null;
    }

    /// <summary>Writes a change and renews the lease.</summary>
    /// <exception cref="LeaseLostException">Another worker owns the job now.</exception>
    public Task RenewAsync(Func<JobDocument, JobDocument> change, CancellationToken cancellationToken) =>
        WriteAsync(job => change(job) with { LeaseExpiresAt = time.GetUtcNow() + leaseTime }, cancellationToken);

    /// <summary>Writes a last change and lets go.</summary>
    /// <exception cref="LeaseLostException">Another worker owns the job now.</exception>
    public Task EndAsync(Func<JobDocument, JobDocument> change, CancellationToken cancellationToken) =>
        WriteAsync(job => change(job) with { LeaseOwner = null, LeaseExpiresAt = null }, cancellationToken);

    public void Dispose() => _oneWrite.Dispose();

    private async Task WriteAsync(Func<JobDocument, JobDocument> change, CancellationToken cancellationToken)
    {
        await _oneWrite.WaitAsync(cancellationToken);
        try
        {
            var changed = change(_held.Value);
            while (!await documents.ReplaceAsync(Collections.Jobs, _held.Id, changed, _held.Version, cancellationToken))
            {
                // The answer to an earlier write of this worker may have been lost: only another owner's token says that the lease is.
                var stored = await documents.FindAsync<JobDocument>(Collections.Jobs, _held.Id, cancellationToken);
                if (stored is null || stored.Value.LeaseToken != _held.Value.LeaseToken || stored.Value.LeaseOwner != _held.Value.LeaseOwner)
                    throw new LeaseLostException(_held.Id);

                _held = stored with { Value = _held.Value };
            }

            _held = _held with { Version = _held.Version + 1, Value = changed };
        }
        finally
        {
            _oneWrite.Release();
        }
    }
}
