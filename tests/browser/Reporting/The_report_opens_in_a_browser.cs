using InstructEngine.EvalService.Reporting;
using InstructEngine.Services.Tests.EvalService.Reporting;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.Reporting;

public class The_report_opens_in_a_browser(Chromium chromium)
{
    private const string Plain = "two red rings on a blue ground", Rtl = "ثلاث دوائر حمراء \u202eعلى أرض زرقاء",
        Emoji = "👩‍👩‍👧 and 🦄 in a 🏰", Unbroken = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        Hostile = "\"><img src=x onerror=alert(1)><script>alert(2)</script></style></svg><svg onload=alert(3)>'javascript:alert(4)";

    [Theory]
    [InlineData("demo", Plain, 1280, ColorScheme.Light)]
    [InlineData("demo", Plain, 1280, ColorScheme.Dark)]
    [InlineData("demo", Unbroken, 360, ColorScheme.Light)]
    [InlineData("demo", Plain, 360, ColorScheme.Dark)]
    [InlineData("scorers", Plain, 1280, ColorScheme.Light)]
    [InlineData("scorers", Emoji, 1280, ColorScheme.Dark)]
    [InlineData("scorers", Rtl, 360, ColorScheme.Light)]
    [InlineData("scorers", Unbroken, 360, ColorScheme.Dark)]
    [InlineData("scorers", Hostile, 768, ColorScheme.Light)]
    [InlineData("runs", Hostile, 1280, ColorScheme.Light)]
    [InlineData("runs", Unbroken, 360, ColorScheme.Dark)]
    public async Task Whole_readable_and_without_a_broken_image(string report, string text, int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, scheme: scheme);
        using var folder = new TemporaryFolder();
        await opened.Page.GotoAsync(folder.AddressOf("report.html", Reports.Write(report, text)));
        await opened.KeepScreenshotAsync($"report-{report}-{width}-{scheme}");
        await opened.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");

        Assert.True(await opened.Page.Locator("img").CountAsync() > 0);
        Assert.Empty(await opened.BrokenImagesAsync());
        Assert.Empty(await opened.SidewaysAsync());
        Assert.Empty(await Contrast.TooFaintAsync(opened.Page));
        Assert.Empty(opened.Problems);
        Assert.DoesNotContain(opened.Requests, address => !address.StartsWith("file:", StringComparison.Ordinal) && !address.StartsWith("data:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_taxonomy_opens_and_its_tables_scroll_by_keyboard()
    {
        await using var opened = await chromium.OpenAsync(360);
        using var folder = new TemporaryFolder();
        await opened.Page.GotoAsync(folder.AddressOf("report.html", ReportWriter.Write(ScorerSamples.WithTexts(Plain))));
        var parts = await opened.Page.Locator("summary, .wide, pre[tabindex]").CountAsync();
        var reached = new HashSet<int>();

        for (var step = 0; step < 3 * parts; step++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            reached.Add(await opened.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('summary, .wide, pre[tabindex]')].indexOf(document.activeElement)"));
            if (await opened.Page.EvaluateAsync<bool>("() => document.activeElement.matches('details:not([open]) > summary')"))
                await opened.Page.Keyboard.PressAsync("Enter");
        }

        Assert.Equal(parts, reached.Count(index => index >= 0));
        Assert.Equal(0, await opened.Page.Locator("details:not([open])").CountAsync());
        var table = opened.Page.Locator(".wide").First;
        await table.FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await opened.Page.WaitForFunctionAsync("() => document.querySelector('.wide').scrollLeft > 0");
    }
}
