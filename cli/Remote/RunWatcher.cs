using Grpc.Core;
using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using RunState = InstructEngine.Protos.V1.RunState;

namespace InstructEngine.Cli.Remote;

/// <summary>Follows a run on a server until it ends, across restarts of the server.</summary>
internal sealed class RunWatcher(RunsConnection connection, TextWriter error, TimeProvider time)
{
    /// <summary>How long a server that answered before may be away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task<Run> WatchAsync(string runId, Action<IReadOnlyList<StageProgress>> show, CancellationToken cancellationToken)
    {
        long? heardAt = null;
        while (true)
        {
            try
            {
                using var call = connection.Client.Watch(new GetRunRequest { RunId = runId }, cancellationToken: cancellationToken);
                await foreach (var run in call.ResponseStream.ReadAllAsync(cancellationToken))
                {
                    heardAt = time.GetTimestamp();
                    show(RemoteStages.Of(run));
                    if (run.State != RunState.Running)
                        return run;
                }
            }
            catch (RpcException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (RpcException exception) when (RunsConnection.IsOutage(exception) && heardAt is { } at && time.GetElapsedTime(at) < Patience)
            {
                await error.WriteLineAsync("The server is away; trying again.");
            }
            catch (RpcException exception)
            {
                throw connection.Told(exception);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
