using InstructEngine.Cli.Folders;
using InstructEngine.EvalService.Reporting;

namespace InstructEngine.Cli.Output;

internal static class RunResult
{
    /// <summary>Prints a completed run's result: data to stdout, where to look to stderr.</summary>
    public static async Task PrintAsync(RunFolder folder, bool json, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var summary = await File.ReadAllTextAsync(folder.File(RunOutput.Summary), cancellationToken);
        await output.WriteAsync(json ? summary : ResultTable.Of(SummaryJson.Read(summary)));
        await output.FlushAsync(cancellationToken);
        await error.WriteLineAsync($"Report: {folder.File(RunOutput.Report)}");
    }
}
