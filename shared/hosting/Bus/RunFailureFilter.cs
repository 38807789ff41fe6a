using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Bus;

/// <summary>
/// A consumer that gives up ends its run: outside the retries, what still fails is published as <see cref="RunFailed"/> with the reason.
/// The exception goes on, so that the message ends in the error queue. Looks at the raw body, so that a message that cannot be
/// deserialised ends its run as well.
/// </summary>
internal sealed partial class RunFailureFilter(string service, RunDirectory runs, ILogger logger) : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("run-failure");

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The process stops; the message is delivered again.
            throw;
        }
        catch (Exception exception)
        {
            await EndRunAsync(context, exception);
            throw;
        }
    }

    private async Task EndRunAsync(ConsumeContext context, Exception exception)
    {
        var runId = RunIdReader.Read(context.ReceiveContext.Body.GetBytes());
        LogGaveUp(logger, runId, FailureReasons.Of(exception));
        try
        {
            // The end of a run cannot itself end the run: that would go round for ever.
            if (runId is null || IsEnd(context) || !await MayBeActiveAsync(runId))
                return;

            await context.Publish(new RunFailed(runId, service, FailureReasons.Of(exception), exception is RunPausedException ? true : null), CancellationToken.None);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogNotPublished(logger, runId, failure);
        }
    }

    /// <summary>Where the store is away, it cannot be known; who is told looks for himself, when it is back.</summary>
    private async Task<bool> MayBeActiveAsync(string runId)
    {
        try
        {
            return await runs.IsActiveAsync(runId, CancellationToken.None);
        }
        catch (StoreException)
        {
            return true;
        }
    }

    private static bool IsEnd(ConsumeContext context) => context.HasMessageType(typeof(RunFailed)) || context.HasMessageType(typeof(RunCompleted));

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId}: a message could not be handled. {Reason}")]
    private static partial void LogGaveUp(ILogger logger, string? runId, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId}: its failure could not be published")]
    private static partial void LogNotPublished(ILogger logger, string? runId, Exception exception);
}
