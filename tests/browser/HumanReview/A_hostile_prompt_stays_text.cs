using InstructEngine.Services.Tests.EvalService.HumanReview;

namespace InstructEngine.Browser.Tests.HumanReview;

public class A_hostile_prompt_stays_text(Chromium chromium)
{
    private static readonly string[] Prompts =
    [
        "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
        "\"></p></section><svg onload=\"document.title='owned'\">",
        "right to left: \u202Egnp.evil \u05E9\u05DC\u05D5\u05DD and \uD83E\uDD8A a fox",
        "nul\0 and bell\u0007 inside",
        string.Concat(Enumerable.Repeat("a very long prompt without an end ", 3000)),
        new string('W', 5000),
    ];

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task And_leaves_the_page_in_shape(int width)
    {
        await using var bench = await ReviewBench.StartAsync(Prompts.Length, index => Prompts[index]);
        await using var opened = await chromium.OpenAsync(width, 740);
        await opened.BeginAsync(bench, ReviewBench.Anna);
        var shown = new List<string>();
        for (var pair = 0; pair < Prompts.Length; pair++)
        {
            shown.Add(await opened.Page.EvaluateAsync<string>("() => document.getElementById('prompt').textContent"));
            Assert.Equal(0, await opened.Page.Locator("#prompt *").CountAsync());
            Assert.Empty(await opened.SidewaysAsync());
            if (shown[^1].StartsWith("<img", StringComparison.Ordinal))
                await opened.KeepScreenshotAsync($"compare-hostile-{width}");
            for (var answer = 0; answer < 3; answer++)
                await opened.AnswerAsync(" ");
        }

        Assert.Equal(Prompts.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("owned", await opened.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(opened.Problems);
    }
}
