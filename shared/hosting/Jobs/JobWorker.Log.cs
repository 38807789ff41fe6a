using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Jobs;

internal sealed partial class JobWorker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs of kind {Kind} could not be looked for; trying again")]
    private static partial void LogLookFailed(ILogger logger, string kind, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId}: {Problem} Trying again in {Seconds} s")]
    private static partial void LogStoreAway(ILogger logger, string jobId, string problem, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} taken with lease token {LeaseToken}, attempt {Attempt}")]
    private static partial void LogTaken(ILogger logger, string jobId, long leaseToken, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} completed")]
    private static partial void LogCompleted(ILogger logger, string jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} handed back: this process stops")]
    private static partial void LogHandedBack(ILogger logger, string jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} is held by another worker now")]
    private static partial void LogLost(ILogger logger, string jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} is paused. {Reason}")]
    private static partial void LogPaused(ILogger logger, string jobId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} failed")]
    private static partial void LogFailed(ILogger logger, string jobId, Exception exception);
}
