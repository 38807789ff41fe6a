namespace InstructEngine.Hosting.Jobs;

/// <summary>Does one kind of long work. May be called again for the same job after a crash or a lost lease: every effect must be repeatable.</summary>
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>
    /// Runs the job to its end. Returns when it is done (its events published); throws <see cref="OperationCanceledException"/> when the
    /// token asks it to stop (after handing its state to <see cref="IJobContext.SaveAsync"/>), and anything else when it failed.
    /// </summary>
    Task RunAsync(IJobContext job, CancellationToken cancellationToken);
}

/// <summary>A job in the hands of its handler.</summary>
public interface IJobContext
{
    string JobId { get; }

    string RunId { get; }

    string Input { get; }

    /// <summary>What the last <see cref="SaveAsync"/> stored, by this worker or an earlier one; null at the start.</summary>
    string? Checkpoint { get; }

    /// <summary>Rises with each owner.</summary>
    long LeaseToken { get; }

    /// <summary>Tells how far the work is. Cheap: written to the store at most about once a second.</summary>
    void Report(JobProgress progress);

    /// <summary>Stores where to go on from.</summary>
    /// <exception cref="LeaseLostException">Another worker owns the job now.</exception>
    Task SaveAsync(string checkpoint, CancellationToken cancellationToken);
}

/// <summary>Another worker owns the job now: stop, and write nothing more.</summary>
public sealed class LeaseLostException(string jobId) : Exception($"The lease on job {jobId} was lost to another worker.");
