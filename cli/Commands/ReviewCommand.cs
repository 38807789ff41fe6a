using System.CommandLine;
using System.Text.Json;
using InstructEngine.Cli.Invocation;
using InstructEngine.Cli.Output;
using InstructEngine.Cli.Reviews;
using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Results;
using InstructEngine.Hosting;
using InstructEngine.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Cli.Commands;

/// <summary><c>review</c>: what people said of a run.</summary>
internal static class ReviewCommand
{
    private const string ResultsDescription =
        """
        Prints what people prefer, as far as they have got: win rates with 95 % (Wilson) intervals, by criterion, category and annotator, and how far they agree.

        Examples:
          instructengine review results --run runs/mine
          instructengine review results --run runs/mine --csv > votes.csv
        """;

    public static Command Create() => new("review", "Reads what people said in the review of a run; 'serve' serves its pages.") { CreateResults() };

    private static Command CreateResults()
    {
        var run = new Option<string>("--run") { Description = "The run's folder.", HelpName = "DIR", Required = true };
        var json = RunOptions.Json("Print the results and every vote as JSON.");
        var csv = new Option<bool>("--csv") { Description = "Print every vote as CSV." };
        var command = new Command("results", ResultsDescription) { run, json, csv };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(csv))
                result.AddError("Give --json or --csv, not both.");
        });
        command.SetAction(async (parsed, stop) =>
        {
            var export = await ReadAsync(StoredRun.Open(parsed.GetRequiredValue(run)), stop);
            await parsed.InvocationConfiguration.Output.WriteAsync(
                parsed.GetValue(json) ? JsonSerializer.Serialize(export, TextOutput.Json) + "\n"
                : parsed.GetValue(csv) ? VotesCsv.Write(export.Votes)
                : ReviewResultsTable.Of(export.Results));
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <exception cref="CommandFailure">There is nothing to compare in the run.</exception>
    private static async Task<ReviewExport> ReadAsync(StoredRun run, CancellationToken stop)
    {
        var documents = StorageFactory.CreateDocumentStore(run.Storage);
        using var _ = documents as IDisposable;
        await documents.InitializeAsync(stop);
        var blobs = StorageFactory.CreateBlobStore(run.Storage);
        using var pictures = new BlindPictures(blobs);
        var unreadables = new UnreadablePairs(documents, pictures, TimeProvider.System, NullLogger<UnreadablePairs>.Instance);
        var reader = new ReviewResultsReader(documents, new ComparedCheckpoints(documents, TimeProvider.System), unreadables);
        return await reader.ReadAsync(run.Marker.RunId, stop)
            ?? throw new CommandFailure(ExitCodes.Usage, $"--run {run.Folder}: nothing of this run was evaluated yet, so there is nothing that people could compare.");
    }
}
