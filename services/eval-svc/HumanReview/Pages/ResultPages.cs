using System.Text;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Results;
using InstructEngine.Hosting.Runs;
using InstructEngine.Review;
using InstructEngine.Review.Access;
using InstructEngine.Storage;

namespace InstructEngine.EvalService.HumanReview.Pages;

/// <summary>What the comparisons say so far, for the admin: a page, and the same as files.</summary>
internal sealed class ResultPages(ReviewResultsReader reader, ComparedCheckpoints checkpoints) : IReviewPages
{
    private const int LongestRunId = 64;

    public async Task<IReadOnlyList<ReviewLink>> LinksAsync(RunDocument run, Reviewer reviewer, CancellationToken cancellationToken) =>
        reviewer.Role == ReviewRole.Admin && await checkpoints.FindAsync(run.RunId, cancellationToken) is { } checkpoint
            ? [new ReviewLink("Results of the comparison", "/results/" + run.RunId, $"{checkpoint.Pairs.Count} pairs")]
            : [];

    public void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/results/{run}", context => WithResultsAsync(context, export =>
            ReviewResponses.WriteAsync(context, ResultPage.Write(context.Reviewer(), export.Results)))).RequireAdmin();
        site.MapGet("/results/{run}/votes.json", context => WithResultsAsync(context, export =>
        {
            NameFile(context, "votes.json");
            return context.Response.WriteAsJsonAsync(export, StorageJson.Options, context.RequestAborted);
        })).RequireAdmin();
        site.MapGet("/results/{run}/votes.csv", context => WithResultsAsync(context, export =>
        {
            NameFile(context, "votes.csv");
            context.Response.ContentType = "text/csv; charset=utf-8";
            return context.Response.WriteAsync(VotesCsv.Write(export.Votes), Encoding.UTF8, context.RequestAborted);
        })).RequireAdmin();
    }

    private async Task WithResultsAsync(HttpContext context, Func<ReviewExport, Task> answer)
    {
        var run = context.Request.RouteValues["run"] as string;
        if (run is { Length: > 0 and <= LongestRunId } && run.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && await reader.ReadAsync(run, context.RequestAborted) is { } export)
            await answer(export);
        else
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing that was compared here.");
    }

    private static void NameFile(HttpContext context, string name) => context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
}
