using InstructEngine.Services.Tests.EvalService.HumanReview;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.HumanReview;

public class The_server_s_process_is_killed(Chromium chromium)
{
    private const int Pairs = 20, Questions = 3;
    private static readonly string[] Keys = ["ArrowLeft", " ", "ArrowRight"];

    [Fact]
    public async Task And_the_session_goes_on_with_no_vote_lost_or_doubled()
    {
        await using var opened = await chromium.OpenAsync();
        await using var served = await ServedRun.StartAsync(Pairs);
        await opened.BeginAsync(served.Address, ReviewBench.Anna);
        await AnswerAsync(opened, from: 0, to: 13);

        // It is gone before an answer is given: the page keeps it and sends it by itself.
        await served.KillAsync();
        await opened.Page.Keyboard.PressAsync(KeyOf(13));
        await opened.Page.GetByText("Your answer is kept on this device").WaitForAsync();
        await served.ServeAsync();
        await opened.ReadyAsync();
        Assert.Equal(14, (await served.VotesAsync()).Count);
        await AnswerAsync(opened, from: 14, to: 26);

        // It is killed at some point of taking an answer, which is stored by then or not; three times, for the point differs.
        for (var answer = 26; answer < 29; answer++)
        {
            await opened.ReadyAsync();
            var pressed = opened.Page.Keyboard.PressAsync(KeyOf(answer));
            await served.KillAsync();
            await pressed;
            await served.ServeAsync();
            await opened.ReadyAsync();
            Assert.Equal(answer + 1, (await served.VotesAsync()).Count);
        }

        await AnswerAsync(opened, from: 29, to: 40);

        // It is killed, and the page is closed before it is back.
        await served.KillAsync();
        await opened.Page.Keyboard.PressAsync(KeyOf(40));
        await opened.Page.GetByText("Your answer is kept on this device").WaitForAsync();
        await served.ServeAsync();
        await opened.Page.ReloadAsync();
        await opened.ReadyAsync();
        Assert.Equal(41, (await served.VotesAsync()).Count);
        await AnswerAsync(opened, from: 41, to: Pairs * Questions);

        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "All done" })).ToBeVisibleAsync();
        var votes = await served.VotesAsync();
        Assert.Equal(Pairs * Questions, votes.Count);
        Assert.Equal(Pairs * Questions, votes.DistinctBy(vote => ((int)vote!["promptIndex"]!, (string)vote["criterion"]!)).Count());
        Assert.All(votes, vote => Assert.Equal((string)vote!["criterion"]! == "looks", (string)vote["preferred"]! == "tie"));
        Assert.DoesNotContain(opened.Problems, problem => problem.StartsWith("script error", StringComparison.Ordinal));
    }

    /// <summary>Left for fit, equal for looks, right for safety: a lost or doubled answer shifts all that follow.</summary>
    private static string KeyOf(int answer) => Keys[answer % Questions];

    private static async Task AnswerAsync(WatchedPage opened, int from, int to)
    {
        for (var answer = from; answer < to; answer++)
            await opened.AnswerAsync(KeyOf(answer));
    }
}
