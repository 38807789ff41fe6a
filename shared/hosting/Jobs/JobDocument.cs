namespace InstructEngine.Hosting.Jobs;

public enum JobState
{
    Waiting,
    Running,
    Completed,
    Failed,
}

/// <summary>
/// Long work that outlives its message. A worker holds it under a lease that it renews; the lease's token rises with each owner,
/// and every write names the document's version, so a worker that lost its lease cannot write any more.
/// </summary>
/// <param name="Kind">Which <see cref="IJobHandler"/> runs it.</param>
/// <param name="Input">The handler's own input, JSON.</param>
/// <param name="LeaseExpiresAt">By the owner's clock. For people, and for workers of earlier versions: clocks differ, so others judge by how long the document has not changed.</param>
/// <param name="Attempts">How often a worker took it since its last checkpoint.</param>
/// <param name="Paused">True when it failed because its user must do something first.</param>
/// <param name="Checkpoint">Where the handler goes on from, JSON; null at the start.</param>
public sealed record JobDocument(
    string JobId,
    string RunId,
    string Kind,
    string Input,
    JobState State,
    string? LeaseOwner,
    long LeaseToken,
    DateTimeOffset? LeaseExpiresAt,
    JobProgress Progress,
    string? Checkpoint,
    string? FailureReason,
    int Attempts,
    bool? Paused = null);

/// <summary>How far a job is.</summary>
/// <param name="Unit">What is counted, e.g. <c>steps</c> or <c>images</c>.</param>
/// <param name="Detail">A short line for people, e.g. the loss.</param>
public sealed record JobProgress(long Done, long Total, string Unit, string? Detail);
