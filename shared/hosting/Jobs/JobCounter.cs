using InstructEngine.Hosting.Runs;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Jobs;

/// <summary>Counts the jobs of this process's kinds now and then: the worker itself does not look while it works.</summary>
internal sealed partial class JobCounter(IDocumentStore documents, IEnumerable<IJobHandler> handlers, TimeProvider time, ILogger<JobCounter> logger) : BackgroundService
{
    /// <summary>What Prometheus asks at by default.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private static readonly JobState[] Open = [JobState.Waiting, JobState.Running];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var kinds = handlers.Select(handler => handler.Kind).ToList();
        while (kinds.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CountAsync(kinds, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotCounted(logger, exception);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CountAsync(List<string> kinds, CancellationToken cancellationToken)
    {
        var counts = kinds.SelectMany(kind => Open, (kind, state) => (kind, state)).ToDictionary(key => key, _ => 0);
        await foreach (var found in documents.ListAllAsync<JobDocument>(Collections.Jobs, cancellationToken))
        {
            var key = (found.Value.Kind, found.Value.State);
            if (counts.TryGetValue(key, out var count))
                counts[key] = count + 1;
        }

        foreach (var ((kind, state), count) in counts)
            JobMetrics.Count(kind, state, count);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs could not be counted; the metric stays as it was")]
    private static partial void LogNotCounted(ILogger logger, Exception exception);
}
