using InstructEngine.EvalService.Reporting;
using InstructEngine.Services.Tests.EvalService.Reporting;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.Reporting;

public class The_report_opens_in_a_browser(Chromium chromium)
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Whole_readable_and_without_a_broken_image(int width, ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(width, scheme: scheme);
        using var folder = new TemporaryFolder();
        await opened.Page.GotoAsync(folder.AddressOf("report.html", ReportWriter.Write(ReportSamples.WithTexts("two red rings on a blue ground"))));
        await opened.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        await opened.KeepScreenshotAsync($"report-sample-{width}-{scheme}");

        Assert.True(await opened.Page.Locator("img").CountAsync() > 0);
        Assert.Empty(await opened.BrokenImagesAsync());
        Assert.Empty(await opened.SidewaysAsync());
        Assert.Empty(await Contrast.TooFaintAsync(opened.Page));
        Assert.Empty(opened.Problems);
        Assert.DoesNotContain(opened.Requests, address => !address.StartsWith("file:", StringComparison.Ordinal) && !address.StartsWith("data:", StringComparison.Ordinal));
    }
}
