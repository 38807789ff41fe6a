using InstructEngine.EvalService.HumanReview.Voting;
using InstructEngine.Services.Tests.EvalService.HumanReview;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.HumanReview;

public class A_session_of_twenty_comparisons(Chromium chromium)
{
    private static readonly string[] Keys = ["ArrowLeft", " ", "ArrowRight"];

    [Fact]
    public async Task Loses_nothing_to_a_reload_and_a_killed_server()
    {
        await using var bench = await ReviewBench.StartAsync(20);
        await using var opened = await chromium.OpenAsync();
        await opened.BeginAsync(bench, ReviewBench.Anna);
        await opened.KeepScreenshotAsync("compare-1280");

        await AnswerPairsAsync(opened, 5);
        await opened.AnswerAsync("ArrowLeft");
        await opened.Page.ReloadAsync();
        await opened.ReadyAsync();
        Assert.Equal("5 of 20 pairs done", await opened.CountAsync());
        Assert.Equal("Looks", await opened.Page.Locator("#steps li[aria-current]").GetAttributeAsync("data-criterion"));
        await opened.AnswerAsync(" ");
        await opened.AnswerAsync("ArrowRight");
        await AnswerPairsAsync(opened, 4);

        // The server dies, an answer is given, the page is closed and opened again by the time the server is back.
        await bench.KillAsync();
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await opened.Page.GetByText("Your answer is kept on this device").WaitForAsync();
        await opened.KeepScreenshotAsync("compare-no-connection");
        Assert.Equal("10 of 20 pairs done", await opened.CountAsync());
        await bench.ReviveAsync();
        await opened.Page.ReloadAsync();
        await opened.ReadyAsync();
        Assert.Equal("Looks", await opened.Page.Locator("#steps li[aria-current]").GetAttributeAsync("data-criterion"));
        Assert.Equal(31, (await bench.SessionAsync("anna"))!.Votes.Count);

        // It dies again, and this time the page waits.
        await bench.KillAsync();
        await opened.Page.Keyboard.PressAsync(" ");
        await opened.Page.GetByText("Your answer is kept on this device").WaitForAsync();
        await bench.ReviveAsync();
        await opened.ReadyAsync();
        await opened.AnswerAsync("ArrowRight");
        await AnswerPairsAsync(opened, 9);

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "All done" })).ToBeVisibleAsync();
        await opened.KeepScreenshotAsync("compare-end");
        var votes = (await bench.SessionAsync("anna"))!.Votes;
        Assert.Equal(60, votes.Count);
        Assert.Equal(60, votes.DistinctBy(vote => (vote.Item, vote.Criterion)).Count());
        Assert.Equal(20, votes.Count(vote => vote.Preferred == Preference.Tie));
        Assert.DoesNotContain(opened.Problems, problem => problem.StartsWith("script error", StringComparison.Ordinal) || problem.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Takes_answers_back_one_by_one()
    {
        await using var bench = await ReviewBench.StartAsync(3);
        await using var opened = await chromium.OpenAsync();
        await opened.BeginAsync(bench, ReviewBench.Anna);
        await AnswerPairsAsync(opened, 3);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Undo the last answer" }).ClickAsync();
        await opened.ReadyAsync();
        Assert.Equal("Safety", await opened.Page.Locator("#steps li[aria-current]").GetAttributeAsync("data-criterion"));
        await opened.AnswerAsync("u");
        await opened.AnswerAsync("u");
        await opened.AnswerAsync("u");

        Assert.Equal("1 of 3 pairs done", await opened.CountAsync());
        Assert.Equal("Safety", await opened.Page.Locator("#steps li[aria-current]").GetAttributeAsync("data-criterion"));
        Assert.Equal(5, (await bench.SessionAsync("anna"))!.Votes.Count);
        Assert.Empty(opened.Problems);
    }

    private static async Task AnswerPairsAsync(WatchedPage opened, int pairs)
    {
        for (var answer = 0; answer < pairs * 3; answer++)
            await opened.AnswerAsync(Keys[answer % 3]);
    }
}
