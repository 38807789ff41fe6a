using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.Gates;

/// <summary>A gate's page, as someone without a mouse uses it.</summary>
internal sealed class GatePage(WatchedPage opened) : IAsyncDisposable
{
    public WatchedPage Opened => opened;

    public IPage Page => opened.Page;

    public ILocator Rows => Page.Locator("#items [data-row]");

    public ILocator Focused => Page.Locator("[data-row]:focus");

    public static async Task<GatePage> OpenAsync(Chromium chromium, GateRun run, string path, int width = 1280, int height = 900)
    {
        var page = new GatePage(await chromium.OpenAsync(width, height));
        await page.Page.GotoAsync(run.Address + "login");
        var token = page.Page.GetByLabel("Token");
        await token.FillAsync(GateRun.Token);
        await token.PressAsync("Enter");
        await page.Page.WaitForURLAsync(run.Address.AbsoluteUri);
        await page.Page.GotoAsync($"{run.Address}{path}/{run.RunId}");
        await page.Rows.First.WaitForAsync();
        return page;
    }

    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key);
    }

    /// <summary>What the page said last.</summary>
    public Task ToldAsync(string text) => Assertions.Expect(Page.Locator("#told")).ToContainTextAsync(text);

    public Task DecidedAsync(string text) => Assertions.Expect(Page.Locator("#progress-text")).ToContainTextAsync(text);

    /// <summary>From now on each decision takes its time.</summary>
    public Task SlowAsync() => Page.RouteAsync("**/decide", async route =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        await route.ContinueAsync();
    });

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await Rows.First.WaitForAsync();
    }

    public async Task LooksGoodAsync(string name)
    {
        await opened.KeepScreenshotAsync(name);
        Assert.Empty(await opened.SidewaysAsync());
        Assert.Empty(await Contrast.TooFaintAsync(Page));
    }

    public ValueTask DisposeAsync() => opened.DisposeAsync();
}
