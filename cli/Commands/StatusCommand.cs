using System.CommandLine;
using InstructEngine.Cli.Remote;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Commands;

/// <summary><c>status</c>: how far a cluster's runs are.</summary>
internal static class StatusCommand
{
    private const string Description =
        """
        Says how far a run of a cluster is; without an id, lists the latest runs.

        Examples:
          instructengine status --server http://localhost:8201
          instructengine status 0f3c... --server http://localhost:8201 --json
        """;

    public static Command Create()
    {
        var runId = new Argument<string?>("RUNID") { Description = "The run's id, as submit printed it.", Arity = ArgumentArity.ZeroOrOne };
        var server = RunOptions.Server();
        var json = RunOptions.Json("Print JSON.");
        var command = new Command("status", Description) { runId, server, json };
        command.SetAction(async (parsed, stop) =>
        {
            using var connection = new RunsConnection(parsed.GetRequiredValue(server));
            var text = parsed.GetValue(runId) is { } id
                ? await OneAsync(connection, id, parsed.GetValue(json), stop)
                : await AllAsync(connection, parsed.GetValue(json), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(text);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<string> OneAsync(RunsConnection connection, string runId, bool json, CancellationToken stop)
    {
        var run = await connection.CallAsync(client => client.GetAsync(new GetRunRequest { RunId = runId }, cancellationToken: stop).ResponseAsync, stop);
        return json ? RunText.AsJson(run) : RunText.Of(run);
    }

    private static async Task<string> AllAsync(RunsConnection connection, bool json, CancellationToken stop)
    {
        var page = await connection.CallAsync(client => client.ListAsync(new ListRunsRequest(), cancellationToken: stop).ResponseAsync, stop);
        return json ? RunText.AsJson(page)
            : page.Runs.Count == 0 ? "No runs.\n"
            : string.Concat(page.Runs.Select(RunText.Of));
    }
}
