using InstructEngine.Protos.V1;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.Gates;

public class A_taxonomy_is_reviewed(Chromium chromium)
{
    [Fact]
    public async Task With_the_keyboard_alone()
    {
        await using var run = await GateRun.StartAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "taxonomy");
        await page.DecidedAsync("0 of 6 subtopics decided");
        var before = await run.TaxonomyReviewAsync();

        // The theme first, its subtopics below it.
        await page.PressAsync("j", "j", "a");
        await page.ToldAsync("Accepted: " + before.Nodes[0].Name);
        Assert.Equal(before.Nodes[1].LeafId, await page.Focused.GetAttributeAsync("data-row"));
        await page.PressAsync("r");
        await page.ToldAsync("Rejected: " + before.Nodes[1].Name);
        await page.PressAsync("u");
        await page.ToldAsync("Undone.");
        await page.DecidedAsync("1 of 6 subtopics decided");

        await page.Page.Locator($"[data-row='{before.Nodes[2].LeafId}']").FocusAsync();
        await page.PressAsync("e");
        await page.Page.Keyboard.PressAsync("Control+A");
        await page.Page.Keyboard.TypeAsync("Renamed by hand");
        await page.PressAsync("Control+Enter");
        await page.ToldAsync("Edited: Renamed by hand");
        await page.PressAsync("Shift+R");
        await page.Page.Keyboard.TypeAsync("not wanted");
        await page.PressAsync("Enter");
        await page.ToldAsync("Rejected: Renamed by hand");
        await page.LooksGoodAsync("taxonomy-1280");

        await page.ReloadAsync();
        await page.DecidedAsync("2 of 6 subtopics decided (version 2)");
        var review = await run.TaxonomyReviewAsync();
        Assert.Equal(ReviewDecision.Accepted, review.Nodes[0].Decision);
        Assert.Equal(("Renamed by hand", ReviewDecision.Rejected, "not wanted"), (review.Nodes[2].Name, review.Nodes[2].Decision, review.Nodes[2].Reason));
        Assert.Equal(before.Nodes[1].Decision, review.Nodes[1].Decision);

        // A theme as a whole, then what is left: the run goes on by itself.
        await page.Page.Locator("[data-theme]").Nth(1).FocusAsync();
        await page.PressAsync("a");
        await page.DecidedAsync("5 of 6 subtopics decided");
        await page.Page.Locator($"[data-row='{before.Nodes[1].LeafId}']").FocusAsync();
        await page.PressAsync("a");
        await page.DecidedAsync("All is decided");
        await run.PausedAsync("instruction-svc");
        Assert.Empty(page.Opened.Problems);
    }

    [Fact]
    public async Task And_what_somebody_else_decided_is_told()
    {
        await using var run = await GateRun.StartAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "taxonomy");
        var node = (await run.TaxonomyReviewAsync()).Nodes[0];
        await page.PressAsync("j", "j", "e", "Tab");
        await page.Page.Keyboard.TypeAsync("Mine. ");

        await run.Taxonomies.DecideNodesAsync(new() { RunId = run.RunId, Nodes = { node.LeafId }, Decision = ReviewDecision.Rejected });
        await page.PressAsync("Control+Enter");

        var problem = page.Page.Locator("form.edit .problem");
        await Assertions.Expect(problem).ToContainTextAsync("was changed by somebody else meanwhile: it is rejected now");
        Assert.Contains("Mine. ", await page.Page.Locator("textarea[name=definition]").InputValueAsync(), StringComparison.Ordinal);
        await page.PressAsync("Control+Enter");
        await page.ToldAsync("Edited: " + node.Name);
        Assert.Contains("Mine.", (await run.TaxonomyReviewAsync()).Nodes[0].Definition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_does_nothing()
    {
        const string Hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>";
        await using var run = await GateRun.StartAsync();
        var node = (await run.TaxonomyReviewAsync()).Nodes[0];
        await run.Taxonomies.EditNodeAsync(new() { RunId = run.RunId, Node = node.LeafId, Definition = Hostile });
        await run.Taxonomies.DecideNodesAsync(new() { RunId = run.RunId, Nodes = { node.LeafId }, Decision = ReviewDecision.Rejected, Reason = Hostile });

        await using var page = await GatePage.OpenAsync(chromium, run, "taxonomy");

        await Assertions.Expect(page.Rows.Nth(1)).ToContainTextAsync(Hostile);
        Assert.Equal(0, await page.Page.Locator("#items img, #items script").CountAsync());
        Assert.Empty(page.Opened.Problems);
    }

    [Fact]
    public async Task On_a_phone()
    {
        await using var run = await GateRun.StartAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "taxonomy", 360, 740);
        await page.Page.Locator(".node >> text=Accept").First.ClickAsync();
        await page.DecidedAsync("1 of 6");

        await page.LooksGoodAsync("taxonomy-360");
    }
}
