using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Review.Access;
using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace InstructEngine.Review.Gates;

/// <summary>The page on which a run's instruction triples are accepted, changed or rejected before images are drawn for them. For the admin.</summary>
public sealed class InstructionPages(IInstructionDesk desk) : IReviewPages
{
    private const string Title = "Instructions to review";

    public async Task<IReadOnlyList<ReviewLink>> LinksAsync(RunDocument run, Reviewer reviewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(reviewer);
        if (reviewer.Role != ReviewRole.Admin || run.Spec.Instructions.Review != true)
            return [];

        try
        {
            var review = await desk.ReadAsync(run.RunId, cancellationToken);
            return review.Total == 0 ? [] : [new(Title, $"/instructions/{run.RunId}", $"{review.Total - review.Open} of {review.Total} triples decided")];
        }
        catch (DeskException exception)
        {
            return [new(Title, $"/instructions/{run.RunId}", exception.Message)];
        }
    }

    public void Map(IEndpointRouteBuilder site)
    {
        site.MapAsset(typeof(InstructionPages).Assembly, "instructions.js");
        site.MapGet("/instructions/{run}", (HttpContext context, string run) => ReviewResponses.WriteAsync(context, Write(context.Reviewer(), run))).RequireAdmin();
        Call<ListDraftsRequest, ListDraftsResponse>(site, "list", (request, run) => request.RunId = run, desk.ListAsync);
        Call<DecideTriplesRequest, InstructionChange>(site, "decide", (request, run) => request.RunId = run, desk.DecideAsync);
        Call<EditTripleRequest, InstructionChange>(site, "edit", (request, run) => request.RunId = run, desk.EditAsync);
        Call<UndoInstructionChangeRequest, InstructionChange>(site, "undo", (request, run) => request.RunId = run, desk.UndoAsync);
    }

    private static void Call<TRequest, TResponse>(
        IEndpointRouteBuilder site, string name, Action<TRequest, string> ofRun, Func<TRequest, CancellationToken, Task<TResponse>> call)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>, new()
        where TResponse : Google.Protobuf.IMessage =>
        site.MapPost("/instructions/{run}/" + name, (HttpContext context, string run) => GateCalls.AnswerAsync(context, (TRequest request) =>
        {
            ofRun(request, run);
            return call(request, context.RequestAborted);
        })).RequireAdmin();

    private static string Write(Reviewer reviewer, string run)
    {
        var html = GateHtml.Open(Title, reviewer, "instructions.js", run);
        html.Open("form", ("id", "filter"), ("class", "filter"), ("aria-label", "Filter"));
        GateHtml.Choice(html, "theme", "Theme", ("", "all"));
        GateHtml.Choice(
            html, "dimension", "Dimension", ("", "all"), ("ContentConsistency", "content consistency"), ("Counterfactual", "counterfactual"), ("Aesthetics", "aesthetics"));
        GateHtml.Choice(html, "contrast", "Contrast", ("", "all"), ("easy", "easy"), ("medium", "medium"), ("subtle", "subtle"));
        GateHtml.Choice(html, "state", "State", ("", "all"), ("open", "open"), ("accepted", "accepted"), ("rejected", "rejected"), ("edited", "edited"));
        GateHtml.Search(html, "Text in the instructions");
        html.Close("form");
        GateHtml.Tools(html);
        html.Element("ol", "", ("id", "items"), ("class", "drafts"), ("aria-label", "Triples"));
        html.Open("nav", ("class", "tools"), ("aria-label", "Pages")).Element("button", "Previous page", ("type", "button"), ("id", "before"), ("disabled", ""));
        html.Element("span", "", ("id", "place"), ("role", "status")).Element("button", "Next page", ("type", "button"), ("id", "after"), ("disabled", "")).Close("nav");
        GateHtml.Keys(
            html, ("j ↓", "next"), ("k ↑", "previous"), ("a", "accept"), ("r", "reject"), ("Shift R", "reject, with a reason"), ("e", "edit"), ("o", "open again"),
            ("u", "undo"), ("n", "next page"), ("p", "previous page"), ("/", "filter by text"), ("?", "these keys"), ("Ctrl Enter", "store an edit"), ("Esc", "leave an edit"));
        html.Close("div");
        return ReviewPage.Close(html);
    }
}
