using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests;

/// <summary>The machine's own Chromium, started once for all tests. Without one they are skipped by name.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Names the program, where it is in none of the usual places.</summary>
    public const string Variable = "INSTRUCTENGINE_TEST_CHROMIUM";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
            return;

        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments, Timeout = 120_000 });
    }

    /// <summary>A fresh page, with storage and cookies of its own.</summary>
    /// <param name="width">CSS pixels; a phone is about 360 × 740.</param>
    public async Task<WatchedPage> OpenAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
            Assert.Skip($"There is no Chromium: install the package chromium, or name the program in {Variable}.");

        options ??= new BrowserNewContextOptions();
        options.ViewportSize = new() { Width = width, Height = height };
        options.ColorScheme = scheme;
        var context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return new WatchedPage(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? File.Exists(named) ? named : throw new FileNotFoundException($"{Variable} names '{named}', and there is no such file.")
            : new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
