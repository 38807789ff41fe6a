using InstructEngine.Contracts.V1;

namespace InstructEngine.Hosting.Runs;

public enum RunState
{
    Running,
    Completed,
    Failed,
    Cancelled,

    /// <summary>Stopped until its user has done something, as the reason says.</summary>
    Paused,
}

/// <summary>A run as it is stored: what was asked for, and how it ended.</summary>
/// <param name="Resumed">How often it went on after a stop.</param>
public sealed record RunDocument(
    string RunId,
    RunSpec Spec,
    BlobReference? Corpus,
    string CorpusName,
    DateTimeOffset RequestedAt,
    RunState State,
    string? FailedService = null,
    string? FailureReason = null,
    BlobReference? Summary = null,
    BlobReference? Report = null,
    DateTimeOffset? EndedAt = null,
    int Resumed = 0);
