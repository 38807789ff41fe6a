using InstructEngine.Protos.V1;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.Gates;

public class Instructions_are_reviewed(Chromium chromium)
{
    [Fact]
    public async Task With_the_keyboard_alone()
    {
        await using var run = await GateRun.WithInstructionsAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "instructions");
        await page.DecidedAsync("0 of 48 decided");
        Assert.Equal(25, await page.Rows.CountAsync());
        Assert.True(await page.Page.Locator(".preferred mark").CountAsync() > 0);

        await page.PressAsync("j", "k", "a");
        await page.DecidedAsync("1 of 48 decided: 1 accepted");
        await page.PressAsync("r");
        await page.DecidedAsync("2 of 48 decided: 1 accepted, 1 rejected");
        await page.PressAsync("ArrowDown", "ArrowUp", "r");
        await page.DecidedAsync("3 of 48 decided: 1 accepted, 2 rejected");
        await page.PressAsync("u");
        await page.ToldAsync("Undone.");
        await page.DecidedAsync("2 of 48 decided: 1 accepted, 1 rejected");

        // An edit that quality control refuses keeps what was typed.
        await page.PressAsync("j", "e", "Tab");
        var wrong = await page.Page.Locator("textarea[name=dispreferred]").InputValueAsync();
        await page.Page.Keyboard.PressAsync("Control+A");
        await page.Page.Keyboard.TypeAsync(wrong);
        await page.PressAsync("Control+Enter");
        await Assertions.Expect(page.Page.Locator("form.edit .problem")).ToContainTextAsync("Quality control refuses the edit");
        Assert.Equal(wrong, await page.Page.Locator("textarea[name=preferred]").InputValueAsync());
        await page.LooksGoodAsync("instructions-edit-1280");
        await page.Page.Keyboard.PressAsync("Control+A");
        await page.Page.Keyboard.TypeAsync(wrong + " under a violet sky");
        await page.PressAsync("Control+Enter");
        await page.ToldAsync("Edited and accepted.");
        await page.DecidedAsync("1 edited");
        await page.LooksGoodAsync("instructions-1280");

        await page.ReloadAsync();
        await page.DecidedAsync("3 of 48 decided: 2 accepted, 1 rejected, 45 open; 1 edited");
        await page.PressAsync("n");
        await Assertions.Expect(page.Page.Locator("#place")).ToHaveTextAsync("26 to 48 of 48");

        // By filter, then the rest: the run goes on by itself.
        await page.Page.Locator("select[name=state]").SelectOptionAsync("open");
        await page.Page.Locator("select[name=dimension]").SelectOptionAsync("Aesthetics");
        await Assertions.Expect(page.Page.Locator("#matching")).Not.ToHaveTextAsync("48 triples");
        await page.ReloadAsync();
        Assert.Equal("Aesthetics", await page.Page.Locator("select[name=dimension]").InputValueAsync());
        await page.Page.Locator("#reject-all").FocusAsync();
        await page.PressAsync("Enter");
        await page.Page.Keyboard.TypeAsync("no looks");
        await page.PressAsync("Enter");
        await page.ToldAsync("Rejected:");
        var review = await run.InstructionReviewAsync();
        Assert.InRange(review.Rejected, 5, 20);

        await page.Page.Locator("select[name=dimension]").SelectOptionAsync("");
        await page.Rows.First.WaitForAsync();
        await page.Page.Locator("#accept-all").FocusAsync();
        await page.PressAsync("Enter", "Enter");
        await page.DecidedAsync("All is decided");
        await run.WentOnAsync();
        Assert.DoesNotContain(page.Opened.Problems, problem => !problem.Contains("422", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_keys_pressed_faster_than_the_server_answers_each_meant_for_the_next_row()
    {
        await using var run = await GateRun.WithInstructionsAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "instructions");
        await page.SlowAsync();

        await page.PressAsync("j", "a", "r", "a", "a", "r", "u", "r", "k", "a");

        // The fifth was rejected, open again, and rejected; then back over it, and accepted.
        await page.DecidedAsync("5 of 48 decided: 4 accepted, 1 rejected");
        var states = await page.Rows.Locator(".state").AllTextContentsAsync();
        Assert.Equal(["accepted", "rejected", "accepted", "accepted", "accepted", "open"], states.Take(6));
    }

    [Fact]
    public async Task And_what_somebody_else_decided_is_told()
    {
        await using var run = await GateRun.WithInstructionsAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "instructions");
        var id = (await page.Rows.First.GetAttributeAsync("data-row"))!;
        await run.Instructions.DecideTriplesAsync(new() { RunId = run.RunId, TripleIds = { id }, Decision = ReviewDecision.Rejected });

        await page.SlowAsync();

        // The keys after the refused one were meant for other rows.
        await page.PressAsync("j", "k", "a", "a", "r");

        await page.ToldAsync("was changed by somebody else meanwhile: it is rejected now");
        await Assertions.Expect(page.Rows.First.Locator(".state")).ToHaveTextAsync("rejected");
        Assert.Equal(1, (await run.InstructionReviewAsync()).Rejected);
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_does_nothing()
    {
        const string Hostile = "a mug beside <img src=x onerror=alert(1)>";
        await using var run = await GateRun.WithInstructionsAsync();
        var id = (await run.Instructions.ListDraftsAsync(new() { RunId = run.RunId, PageSize = 1 })).Triples[0].Triple.TripleId;
        await run.Instructions.DecideTriplesAsync(new() { RunId = run.RunId, TripleIds = { id }, Decision = ReviewDecision.Rejected, Reason = Hostile });

        await using var page = await GatePage.OpenAsync(chromium, run, "instructions");

        await Assertions.Expect(page.Rows.First).ToContainTextAsync(Hostile);
        Assert.Equal(0, await page.Page.Locator("#items img").CountAsync());
        Assert.Empty(page.Opened.Problems);
    }

    [Fact]
    public async Task On_a_phone()
    {
        await using var run = await GateRun.WithInstructionsAsync();
        await using var page = await GatePage.OpenAsync(chromium, run, "instructions", 360, 740);
        await page.Page.Locator(".draft >> text=Accept").First.ClickAsync();
        await page.DecidedAsync("1 of 48");

        await page.LooksGoodAsync("instructions-360");
    }

    [Fact]
    public async Task By_the_admin_alone()
    {
        await using var run = await GateRun.StartAsync();
        using var http = new HttpClient { BaseAddress = run.Address };

        using var unsigned = await http.GetAsync($"instructions/{run.RunId}");
        http.DefaultRequestHeaders.Authorization = new("Bearer", "a-token-of-an-annotator");
        using var annotator = await http.GetAsync($"instructions/{run.RunId}");
        using var taxonomy = await http.PostAsync($"taxonomy/{run.RunId}/decide", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal((401, 403, 403), ((int)unsigned.StatusCode, (int)annotator.StatusCode, (int)taxonomy.StatusCode));
    }
}
