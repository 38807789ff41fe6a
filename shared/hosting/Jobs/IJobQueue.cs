namespace InstructEngine.Hosting.Jobs;

/// <summary>Accepts jobs. A consumer calls this, then acknowledges its message.</summary>
public interface IJobQueue
{
    /// <summary>Stores a job unless its id is taken, and wakes a worker. Calling again is harmless.</summary>
    Task EnqueueAsync(string jobId, string runId, string kind, string input, CancellationToken cancellationToken);
}
