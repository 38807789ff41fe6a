using InstructEngine.Services.Tests.EvalService.HumanReview;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests.HumanReview;

/// <summary>Labels, contrast, the keyboard alone, a phone (WCAG 2.2: 1.1.1, 1.4.3, 1.4.10, 2.1.1, 2.4.7, 2.5.8, 4.1.2).</summary>
public class Everybody_can_review(Chromium chromium)
{
    private const string Unnamed =
        """
        () => [...document.querySelectorAll('button, a, input, select, textarea, progress, img, [role="region"], [role="group"]')]
          .filter(e => e.checkVisibility())
          .filter(e => !(e.getAttribute('aria-label') || e.alt || e.labels?.length || e.textContent.trim()
            || document.getElementById(e.getAttribute('aria-labelledby'))?.textContent.trim()))
          .map(e => e.outerHTML.slice(0, 100))
        """;

    [Theory]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task Read_it_and_find_every_control_named(int width, int height, ColorScheme scheme)
    {
        await using var bench = await ReviewBench.StartAsync(2);
        await using var opened = await chromium.OpenAsync(width, height, scheme);
        await opened.Page.GotoAsync(new Uri(bench.Address, "/login").AbsoluteUri);
        await CheckAsync(opened, $"login-{width}-{scheme}");
        await opened.SignInAsync(bench, ReviewBench.Anna);
        await CheckAsync(opened, $"home-{width}-{scheme}");
        await opened.Page.GetByRole(AriaRole.Link, new() { Name = "Compare pictures" }).ClickAsync();
        await opened.ReadyAsync();
        await CheckAsync(opened, $"compare-{width}-{scheme}");
        await opened.Page.Keyboard.PressAsync("z");
        await CheckAsync(opened, $"compare-zoomed-{width}-{scheme}");
        Assert.Empty(opened.Problems);
    }

    [Fact]
    public async Task With_a_thumb_on_a_phone_without_scrolling()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        await using var opened = await chromium.OpenAsync(360, 740, options: new() { HasTouch = true, IsMobile = true });
        await opened.BeginAsync(bench, ReviewBench.Anna);
        foreach (var name in new[] { "Left picture, key arrow left", "Equal, key space", "Right picture, key arrow right" })
        {
            var box = await opened.Page.GetByRole(AriaRole.Button, new() { Name = name }).BoundingBoxAsync();
            Assert.True(box!.Height >= 44 && box.Width >= 44 && box.Y + box.Height <= 740, $"{name}: {box.Width} x {box.Height} at {box.Y}");
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = name }).TapAsync();
            await opened.ReadyAsync();
        }

        Assert.Equal("1 of 2 pairs done", await opened.CountAsync());
        Assert.Equal(3, (await bench.SessionAsync("anna"))!.Votes.Count);
    }

    [Fact]
    public async Task With_the_keyboard_alone_from_signing_in_to_the_end()
    {
        await using var bench = await ReviewBench.StartAsync(1);
        await using var opened = await chromium.OpenAsync();
        await opened.Page.GotoAsync(bench.Address.AbsoluteUri);
        await Assertions.Expect(opened.Page.GetByLabel("Token")).ToBeFocusedAsync();
        await opened.Page.Keyboard.TypeAsync(ReviewBench.Anna);
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome" }).WaitForAsync();
        await TabToAsync(opened, "Compare pictures");
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.ReadyAsync();

        // By arrows, by a focused button, and taken back by one.
        await opened.AnswerAsync("ArrowLeft");
        await TabToAsync(opened, "Equal");
        await opened.AnswerAsync(" ");
        await TabToAsync(opened, "Undo");
        await opened.AnswerAsync("Enter");
        Assert.Single((await bench.SessionAsync("anna"))!.Votes);
        await opened.AnswerAsync(" ");
        await opened.AnswerAsync("ArrowRight");
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Heading, new() { Name = "All done" })).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(WatchedPage opened, string text)
    {
        for (var tab = 0; tab < 20; tab++)
        {
            await opened.Page.Keyboard.PressAsync("Tab");
            if ((await opened.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")).StartsWith(text, StringComparison.Ordinal))
            {
                Assert.NotEqual("none", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
                return;
            }
        }

        Assert.Fail($"Twenty steps of the tab key do not reach '{text}'.");
    }

    private static async Task CheckAsync(WatchedPage opened, string name)
    {
        await opened.KeepScreenshotAsync(name);
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>(Unnamed));
        Assert.Empty(await Contrast.TooFaintAsync(opened.Page));
        Assert.Empty(await opened.SidewaysAsync());
        Assert.Empty(await opened.BrokenImagesAsync());
        Assert.Equal("en", await opened.Page.EvaluateAsync<string>("() => document.documentElement.lang"));
        Assert.Equal(1, await opened.Page.Locator("h1").CountAsync());
    }
}
