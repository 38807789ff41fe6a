using System.CommandLine;
using System.Text;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Progress;
using InstructEngine.Cli.Remote;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting;
using InstructEngine.Protos.V1;

namespace InstructEngine.Cli.Commands;

/// <summary><c>watch</c>: follows a run of a cluster to its end.</summary>
internal static class WatchCommand
{
    private const string Description =
        """
        Follows a run of a cluster until it ends, then prints its result. Stopping it (Ctrl-C) does not stop the run.

        Examples:
          instructengine watch 0f3c... --server http://localhost:8201
          instructengine watch 0f3c... --server http://localhost:8201 --out result --json > summary.json
        """;

    public static Command Create()
    {
        var runId = RunOptions.RunId();
        var server = RunOptions.Server();
        var output = new Option<string?>("--out") { Description = "Folder that gets summary.json and report.html.", HelpName = "DIR" };
        var json = RunOptions.Json("Print summary.json instead of the table.");
        var command = new Command("watch", Description) { runId, server, output, json };
        command.SetAction(async (parsed, stop) =>
        {
            var (standardOutput, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            using var connection = new RunsConnection(parsed.GetRequiredValue(server));
            var watcher = new RunWatcher(connection, error, TimeProvider.System);
            var run = await ProgressViews.For(error).ShowAsync(show => watcher.WatchAsync(parsed.GetRequiredValue(runId), show, stop));
            RequireCompleted(run);

            if (parsed.GetValue(output) is { } folder)
                await RunArtifacts.SaveAsync(connection, run, folder, stop);
            var summary = Encoding.UTF8.GetString(await RunArtifacts.ReadAsync(connection, run.RunId, RunOutput.Summary, stop));
            await standardOutput.WriteAsync(parsed.GetValue(json) ? summary : ResultTable.Of(SummaryJson.Read(summary)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void RequireCompleted(Run run)
    {
        if (run.State == RunState.Failed)
            throw new CommandFailure(ExitCodes.RunFailed, $"The run failed in {run.FailedService}: {run.FailureReason}");
        if (run.State == RunState.Paused)
            throw new CommandFailure(ExitCodes.Paused, $"The run is paused in {run.FailedService}: {run.FailureReason}");
        if (run.State != RunState.Completed)
            throw new CommandFailure(ExitCodes.RunFailed, $"The run ended as {RunText.StateOf(run)}.");
    }
}
