using System.CommandLine;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Reports;
using InstructEngine.EvalService.Reporting;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Commands;

/// <summary><c>report</c>: a run's report again, or one over several runs.</summary>
internal static class ReportCommand
{
    private const string Description =
        """
        Writes the report of a finished run again, or one page over several runs: gain by the number of image pairs, with the 95 % interval of each
        run and, where runs differ by their seed alone, a band over the seeds. The runs must have the same suite, evaluation settings and base model.

        Examples:
          instructengine report runs/demo-1f2e3d4c --out report.html
          instructengine report runs/pairs-100 runs/pairs-400 runs/pairs-1600 --out efficiency.html
        """;

    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN_DIR") { Description = "Folders of finished runs.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "HTML file to write.", HelpName = "FILE", Required = true };
        var command = new Command("report", Description) { runs, output };
        command.SetAction(async (parsed, stop) =>
        {
            var path = parsed.GetRequiredValue(output);
            var html = await WriteAsync(parsed.GetRequiredValue(runs), stop);
            try
            {
                await AtomicFile.WriteAsync(path, html, stop);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailure(ExitCodes.OutputUnusable, $"--out {path} cannot be written: {exception.Message}", exception);
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Report: {path}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<byte[]> WriteAsync(string[] paths, CancellationToken stop)
    {
        var folders = new List<FinishedRunFolder>();
        try
        {
            foreach (var path in paths)
                folders.Add(await FinishedRunFolder.OpenAsync(path, stop));
            if (folders is [var single])
                return await single.WriteReportAsync(stop);

            var data = Compare(folders);
            var largest = folders.First(folder => folder.Summary.RunId == data.Runs[^1].RunId);
            var detail = await largest.ReadAsync(stop);
            return RunsReportWriter.Write(detail is null ? data : data with { Scorer = detail.Models.HeadlineScorer }, detail);
        }
        finally
        {
            folders.ForEach(folder => folder.Dispose());
        }
    }

    private static DataEfficiency Compare(List<FinishedRunFolder> folders)
    {
        try
        {
            return DataEfficiency.Of([.. folders.Select(folder => (folder.Path, folder.Summary))]);
        }
        catch (ArgumentException exception)
        {
            throw new CommandFailure(ExitCodes.Usage, exception.Message, exception);
        }
    }
}
