using InstructEngine.Services.Tests.EvalService.HumanReview;

namespace InstructEngine.Browser.Tests.HumanReview;

public class Two_annotators_at_once(Chromium chromium)
{
    [Fact]
    public async Task Work_side_by_side_and_the_admin_sees_both()
    {
        await using var bench = await ReviewBench.StartAsync(6);
        await using var anna = await chromium.OpenAsync();
        await using var ben = await chromium.OpenAsync();
        await anna.BeginAsync(bench, ReviewBench.Anna);
        await ben.BeginAsync(bench, ReviewBench.Ben);
        await Task.WhenAll(AnswerAllAsync(anna, "ArrowLeft"), AnswerAllAsync(ben, "ArrowRight"));

        Assert.Equal(18, (await bench.SessionAsync("anna"))!.Votes.Count);
        Assert.Equal(18, (await bench.SessionAsync("ben"))!.Votes.Count);
        Assert.Empty(anna.Problems);
        Assert.Empty(ben.Problems);

        await using var admin = await chromium.OpenAsync();
        await admin.SignInAsync(bench, ReviewBench.Admin);
        await admin.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Results of the comparison" }).ClickAsync();
        await admin.Page.GetByText("After 12 answers").WaitForAsync();
        await admin.KeepScreenshotAsync("compare-results");
        Assert.Equal(3, await admin.Page.GetByText("over 6 pairs that two or more people answered").CountAsync());
        Assert.Empty(await Contrast.TooFaintAsync(admin.Page));
        Assert.Empty(admin.Problems);
    }

    private static async Task AnswerAllAsync(WatchedPage opened, string key)
    {
        for (var answer = 0; answer < 18; answer++)
            await opened.AnswerAsync(key);
    }
}
