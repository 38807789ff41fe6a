using Grpc.Core;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Remote;

/// <summary>Fetches a completed run's files.</summary>
internal static class RunArtifacts
{
    public static Task<byte[]> ReadAsync(RunsConnection connection, string runId, string name, CancellationToken cancellationToken) =>
        connection.CallAsync(
            async client =>
            {
                using var content = new MemoryStream();
                using var call = client.GetArtifact(new GetArtifactRequest { RunId = runId, Name = name }, cancellationToken: cancellationToken);
                await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
                    part.Data.WriteTo(content);
                return content.ToArray();
            },
            cancellationToken);

    public static async Task SaveAsync(RunsConnection connection, Run run, string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var name in run.Artifacts)
                await AtomicFile.WriteAsync(Path.Combine(folder, Path.GetFileName(name)), await ReadAsync(connection, run.RunId, name, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.OutputUnusable, $"The run's files cannot be written to {folder}: {exception.Message}", exception);
        }
    }
}
