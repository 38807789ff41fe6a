using InstructEngine.Hosting.Runs;
using InstructEngine.Protos.V1;
using InstructEngine.Review.Access;
using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace InstructEngine.Review.Gates;

/// <summary>The page on which a run's taxonomy is accepted, changed or rejected, node by node. For the admin.</summary>
public sealed class TaxonomyPages(ITaxonomyDesk desk) : IReviewPages
{
    private const string Title = "Taxonomy to review";

    public async Task<IReadOnlyList<ReviewLink>> LinksAsync(RunDocument run, Reviewer reviewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(reviewer);
        if (reviewer.Role != ReviewRole.Admin || run.Spec.Taxonomy.Review != true)
            return [];

        try
        {
            var review = await desk.ReadAsync(run.RunId, cancellationToken);
            return [new(Title, $"/taxonomy/{run.RunId}", $"{review.Decided} of {review.Nodes.Count} subtopics decided")];
        }
        catch (DeskException exception) when (exception.Fault == DeskFault.Away)
        {
            return [new(Title, $"/taxonomy/{run.RunId}", exception.Message)];
        }
        catch (DeskException)
        {
            // The run has not come to its taxonomy.
            return [];
        }
    }

    public void Map(IEndpointRouteBuilder site)
    {
        site.MapAsset(typeof(TaxonomyPages).Assembly, "gates.css");
        site.MapAsset(typeof(TaxonomyPages).Assembly, "gate.js");
        site.MapAsset(typeof(TaxonomyPages).Assembly, "taxonomy.js");
        site.MapGet("/taxonomy/{run}", (HttpContext context, string run) => ReviewResponses.WriteAsync(context, Write(context.Reviewer(), run))).RequireAdmin();
        site.MapGet("/taxonomy/{run}/review", (HttpContext context, string run) =>
            GateCalls.AnswerAsync(context, () => desk.ReadAsync(run, context.RequestAborted))).RequireAdmin();
        site.MapPost("/taxonomy/{run}/decide", (HttpContext context, string run) => GateCalls.AnswerAsync(context, (DecideNodesRequest request) =>
        {
            request.RunId = run;
            return desk.DecideAsync(request, context.RequestAborted);
        })).RequireAdmin();
        site.MapPost("/taxonomy/{run}/edit", (HttpContext context, string run) => GateCalls.AnswerAsync(context, (EditNodeRequest request) =>
        {
            request.RunId = run;
            return desk.EditAsync(request, context.RequestAborted);
        })).RequireAdmin();
    }

    private static string Write(Reviewer reviewer, string run)
    {
        var html = GateHtml.Open(Title, reviewer, "taxonomy.js", run);
        html.Open("form", ("id", "filter"), ("class", "filter"), ("aria-label", "Filter"));
        GateHtml.Choice(html, "state", "State", ("", "all"), ("open", "open"), ("accepted", "accepted"), ("rejected", "rejected"));
        GateHtml.Search(html, "Text in names, definitions and entities");
        html.Close("form");
        GateHtml.Tools(html);
        html.Element("ul", "", ("id", "items"), ("class", "tree"), ("aria-label", "Themes and subtopics"));
        GateHtml.Keys(
            html, ("j ↓", "next"), ("k ↑", "previous"), ("a", "accept; of a theme, all of it"), ("r", "reject"), ("Shift R", "reject, with a reason"), ("e", "edit"),
            ("o", "open again"), ("u", "undo"), ("/", "filter by text"), ("?", "these keys"), ("Ctrl Enter", "store an edit"), ("Esc", "leave an edit"));
        html.Close("div");
        return ReviewPage.Close(html);
    }
}
