using System.Globalization;
using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Review;
using InstructEngine.Review.Access;

namespace InstructEngine.EvalService.HumanReview.Pages;

/// <summary>Blind comparison: a page, the pictures, and the calls that take votes. Pictures are known by ids only; no path reaches a store.</summary>
internal sealed class ComparePages(VotingDesk desk, BlindPictures pictures, ComparedCheckpoints checkpoints) : IReviewPages
{
    private const int LongestId = 64;
    private const string State = "/compare/{run}/state";

    public async Task<IReadOnlyList<ReviewLink>> LinksAsync(RunDocument run, Reviewer reviewer, CancellationToken cancellationToken)
    {
        if (reviewer.Role != ReviewRole.Annotator || await checkpoints.FindAsync(run.RunId, cancellationToken) is null)
            return [];

        var queue = await desk.QueueAsync(run.RunId, reviewer.Name, cancellationToken);
        var view = await desk.ViewAsync(run.RunId, reviewer.Name, queue!, cancellationToken);
        return [new ReviewLink("Compare pictures", "/compare/" + run.RunId, string.Create(CultureInfo.InvariantCulture, $"{view.Done} of {view.Total} pairs done"))];
    }

    public void Map(IEndpointRouteBuilder site)
    {
        site.MapAsset(typeof(ComparePages).Assembly, "compare.js");
        site.MapAsset(typeof(ComparePages).Assembly, "compare.css");
        site.MapGet("/compare/{run}", context => WithQueueAsync(context, (run, _) =>
            ReviewResponses.WriteAsync(context, ComparePage.Write(context.Reviewer(), run)))).RequireAnnotator();
        site.MapGet(State, context => WithQueueAsync(context, async (run, queue) =>
            await ReviewResponses.WriteJsonAsync(context, await desk.ViewAsync(run, context.Reviewer().Name, queue, context.RequestAborted)))).RequireAnnotator();
        site.MapGet("/compare/{run}/pictures/{id}", context => WithQueueAsync(context, (_, queue) => WritePictureAsync(context, queue))).RequireAnnotator();
        site.MapPost("/compare/{run}/votes", context => WithQueueAsync(context, (run, queue) => VoteAsync(context, run, queue))).RequireAnnotator();
        site.MapPost("/compare/{run}/undo", context => WithQueueAsync(context, (run, queue) => UndoAsync(context, run, queue))).RequireAnnotator();
    }

    private async Task WithQueueAsync(HttpContext context, Func<string, BlindQueue, Task> answer)
    {
        var run = context.Request.RouteValues["run"] as string;
        if (IsId(run) && await desk.QueueAsync(run!, context.Reviewer().Name, context.RequestAborted) is { } queue)
            await answer(run!, queue);
        else
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status404NotFound, "There is nothing to compare here.");
    }

    private async Task WritePictureAsync(HttpContext context, BlindQueue queue)
    {
        var id = context.Request.RouteValues["id"] as string;
        if (!IsId(id) || queue.WithPicture(id!) is not { } item)
        {
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such picture.");
            return;
        }

        // Not to be broken off by one of the two requests: the other one waits for the same pair.
        var (baseFile, aligned) = await pictures.ReadAsync(item.Pair, CancellationToken.None);
        var file = id == item.Left == item.AlignedLeft ? aligned : baseFile;
        context.Response.ContentType = "image/png";
        context.Response.ContentLength = file.Length;
        await context.Response.Body.WriteAsync(file, context.RequestAborted);
    }

    private async Task VoteAsync(HttpContext context, string run, BlindQueue queue)
    {
        if (await ReviewResponses.ReadJsonAsync<VoteRequest>(context) is not { } vote)
            return;
        if (!IsId(vote.Item) || vote.Criterion is not { } criterion || vote.Choice is not { } choice)
        {
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status400BadRequest, "A vote names an item, a criterion and a choice.");
            return;
        }

        // A vote that has arrived is stored, whether or not its sender waits for the answer.
        await AnswerAsync(context, await desk.VoteAsync(run, context.Reviewer().Name, queue, vote.Item!, criterion, choice, vote.Revision, CancellationToken.None));
    }

    private async Task UndoAsync(HttpContext context, string run, BlindQueue queue)
    {
        if (await ReviewResponses.ReadJsonAsync<UndoRequest>(context) is { } undo)
            await AnswerAsync(context, await desk.UndoAsync(run, context.Reviewer().Name, queue, undo.Revision, CancellationToken.None));
    }

    private static Task AnswerAsync(HttpContext context, (VoteOutcome Outcome, VotingView View) answer) => answer.Outcome switch
    {
        VoteOutcome.Stored => ReviewResponses.WriteJsonAsync(context, answer.View),
        VoteOutcome.Outdated => ReviewResponses.WriteJsonAsync(context, answer.View, StatusCodes.Status409Conflict),
        _ => ReviewResponses.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such pair."),
    };

    private static bool IsId(string? text) => text is { Length: > 0 and <= LongestId } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
