using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Hosting.Stores;

/// <summary>Opens the stores before anything uses them. A server that does not answer yet is asked again for a while.</summary>
internal sealed partial class StoreStart(
    IDocumentStore documents, IBlobStore blobs, StartPatience patience, TimeProvider time, ILogger<StoreStart> logger) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(documents.InitializeAsync, cancellationToken);
        await OpenAsync(blobs.InitializeAsync, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task OpenAsync(Func<CancellationToken, Task> initialize, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await initialize(cancellationToken);
                return;
            }
            catch (StoreUnavailableException exception) when (patience.Left(time, started) > Pause)
            {
                LogWaiting(logger, exception.Message, (int)patience.Left(time, started).TotalSeconds);
            }
            catch (StoreUnavailableException exception) when (patience.Total > TimeSpan.Zero)
            {
                throw new UnreachableException($"{exception.Message} Given up after {patience.Total.TotalSeconds:0} s (Bus:ConnectTimeout).", exception);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem} Trying again for {Seconds} s")]
    private static partial void LogWaiting(ILogger logger, string problem, int seconds);
}
