using System.CommandLine;
using InstructEngine.Cli.Remote;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Commands;

/// <summary><c>cancel</c>: ends a run of a cluster.</summary>
internal static class CancelCommand
{
    private const string Description =
        """
        Ends a run of a cluster. What it has stored stays; submitting it again wakes it where it stopped.

        Example:
          instructengine cancel 0f3c... --server http://localhost:8201
        """;

    public static Command Create()
    {
        var runId = RunOptions.RunId();
        var server = RunOptions.Server();
        var json = RunOptions.Json("Print the run as JSON.");
        var command = new Command("cancel", Description) { runId, server, json };
        command.SetAction(async (parsed, stop) =>
        {
            using var connection = new RunsConnection(parsed.GetRequiredValue(server));
            var run = await connection.CallAsync(
                client => client.CancelAsync(new CancelRunRequest { RunId = parsed.GetRequiredValue(runId) }, cancellationToken: stop).ResponseAsync, stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(parsed.GetValue(json) ? RunText.AsJson(run) : RunText.Of(run));
            return ExitCodes.Ok;
        });
        return command;
    }
}
