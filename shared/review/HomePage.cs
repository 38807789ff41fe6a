using InstructEngine.Hosting.Runs;
using InstructEngine.Review.Access;
using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace InstructEngine.Review;

/// <summary>The start: what there is to do, run by run.</summary>
internal static class HomePage
{
    public static void MapHome(this IEndpointRouteBuilder site, RunDirectory runs, IReadOnlyList<IReviewPages> pages) => site.MapGet("/", async context =>
    {
        var reviewer = context.Reviewer();
        var html = ReviewPage.Open("Start", reviewer);
        html.Element("h1", $"Welcome, {reviewer.Name}");
        var found = false;
        await foreach (var run in runs.ListAsync(context.RequestAborted))
        {
            var links = await LinksAsync(run.Value, reviewer, pages, context.RequestAborted);
            if (links.Count == 0)
                continue;

            found = true;
            Write(html, run.Value, links);
        }

        if (!found)
            html.Element("p", "There is nothing to review yet. It is here as soon as a run has got that far; reload this page then.");
        await ReviewResponses.WriteAsync(context, ReviewPage.Close(html));
    });

    /// <summary>Paths that are nothing, for who is signed in.</summary>
    public static void MapNowhere(this IEndpointRouteBuilder site) =>
        site.MapFallback("{**path}", context => ReviewResponses.RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such page."));

    private static async Task<List<ReviewLink>> LinksAsync(
        RunDocument run, Reviewer reviewer, IReadOnlyList<IReviewPages> pages, CancellationToken cancellationToken)
    {
        var links = new List<ReviewLink>();
        foreach (var page in pages)
            links.AddRange(await page.LinksAsync(run, reviewer, cancellationToken));
        return links;
    }

    private static void Write(HtmlBuilder html, RunDocument run, List<ReviewLink> links)
    {
        html.Open("section");
        html.Open("h2").Element("bdi", run.Spec.Name).Close("h2");
        html.Element("p", $"Run {run.RunId}, asked for on {run.RequestedAt:yyyy-MM-dd}", ("class", "note"));
        html.Open("ul", ("class", "tasks"));
        foreach (var link in links)
            html.Open("li").Element("a", link.Title, ("href", link.Path)).Element("span", link.Detail, ("class", "note")).Close("li");
        html.Close("ul").Close("section");
    }
}
