using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Datasets.Audit;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Progress;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>dataset audit</c>: what a dataset is worth.</summary>
internal static class DatasetAuditCommand
{
    private const string Description =
        """
        Looks at all pairs of a dataset: whether a check agrees that each image fits its own instruction better than the other, by dimension; how much repeats
        itself; whether an instruction is a prompt that models are measured with; how the pairs spread over the taxonomy. Writes a page with pictures.

        Ends with code 1 where an instruction overlaps with --drawbench.

        Examples:
          instructengine dataset audit --run runs/demo-1f2e3d4c --drawbench drawbench.csv
          instructengine dataset audit --data pickapic/ --out audit.html --json
        """;

    public static Command Create()
    {
        var run = new Option<string?>("--run") { Description = "A run's folder.", HelpName = "DIR" };
        var data = new Option<string?>("--data") { Description = "A dataset's folder, a .parquet file or a folder of them.", HelpName = "DIR|FILE.parquet" };
        var suite = new Option<string?>("--drawbench") { Description = "Prompts that no instruction may be: DrawBench's CSV, or text, CSV or JSON lines.", HelpName = "FILE" };
        var output = new Option<string?>("--out") { Description = "The page. Default: audit.html here.", HelpName = "FILE.html" };
        var json = RunOptions.Json("Print all figures as JSON instead of the table.");
        var command = new Command("audit", Description) { run, data, suite, output, json };
        command.Validators.Add(parsed =>
        {
            if ((parsed.GetValue(run) is null) == (parsed.GetValue(data) is null))
                parsed.AddError("Name the pairs with either --run or --data.");
        });
        command.SetAction(async (parsed, stop) =>
        {
            var (standardOutput, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (path, option) = parsed.GetValue(run) is { } folder ? (folder, "--run") : (parsed.GetValue(data)!, "--data");
            var page = Path.GetFullPath(parsed.GetValue(output) ?? "audit.html");
            EnsureWritable(page);
            var (report, audit) = await ProgressViews.For(error).ShowAsync(show => new AuditRun(path, option, parsed.GetValue(suite), show).RunAsync(stop));
            await AtomicFile.WriteAsync(page, AuditPage.Write(report, audit.Samples), stop);
            await standardOutput.WriteAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(report, SummaryJson.Options) + "\n" : AuditTable.Of(report));
            await error.WriteLineAsync($"Page: {page}");
            if (report.Suite is not { Overlaps: > 0 } overlap)
                return ExitCodes.Ok;

            await error.WriteLineAsync($"{overlap.Overlaps} instructions overlap with {overlap.File}: a model trained on them must not be measured with it.");
            return ExitCodes.RunFailed;
        });
        return command;
    }

    private static void EnsureWritable(string page)
    {
        try
        {
            AtomicFile.EnsureWritable(page);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.OutputUnusable, $"--out {page} cannot be written: {exception.Message} Name a file in a folder that is there.", exception);
        }
    }
}
