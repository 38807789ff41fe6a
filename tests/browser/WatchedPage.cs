using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace InstructEngine.Browser.Tests;

/// <summary>A page that remembers what went wrong on it.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();

    internal WatchedPage(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _problems.Enqueue($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _problems.Enqueue("script error: " + error);
        page.RequestFailed += (_, request) => _problems.Enqueue($"request failed: {request.Method} {Short(request.Url)}, {request.Failure}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 400)
                _problems.Enqueue($"{response.Status} for {response.Request.Method} {Short(response.Url)}");
        };
        page.Dialog += (_, dialog) =>
        {
            _problems.Enqueue("a dialog opened: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) => Requests.Enqueue(request.Url);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>Console errors and warnings, script errors, dialogs, failed requests and answers of 400 and above.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>The addresses asked for, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Waits until every image has been decoded or given up, and returns those that are broken.</summary>
    public async Task<string[]> BrokenImagesAsync() => await Page.EvaluateAsync<string[]>(
        """
        async () => {
          const images = [...document.images];
          await Promise.all(images.map(image => image.decode().catch(() => {})));
          return images.filter(image => !image.complete || image.naturalWidth === 0).map(image => `${image.alt}: ${image.src.slice(0, 80)}`);
        }
        """);

    /// <summary>Elements that stick out of the page to the right and make it scroll sideways; empty when it does not.</summary>
    public async Task<string[]> SidewaysAsync() => await Page.EvaluateAsync<string[]>(
        """
        () => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`,
            ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1)
              .filter(e => { for (let p = e.parentElement; p; p = p.parentElement) if (p instanceof SVGElement || getComputedStyle(p).overflowX !== 'visible') return false; return true; })
              .slice(0, 10).map(e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`)];
        }
        """);

    /// <summary>Keeps a picture of the whole page where INSTRUCTENGINE_TEST_SCREENSHOTS names a folder.</summary>
    public async Task KeepScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("INSTRUCTENGINE_TEST_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private static string Short(string address) => address.Length <= 120 ? address : address[..120] + "…";
}
