namespace InstructEngine.Browser.Tests;

/// <summary>A check that finds nothing anywhere would pass every page.</summary>
public class The_checks_of_a_page_find_what_is_wrong(Chromium chromium)
{
    [Theory]
    [InlineData("<p style='color:#888'>faint</p>", "3.54 to 1")]
    [InlineData("<p style='color:#000;opacity:.4'>faint</p>", "to 1, needs 4.5")]
    [InlineData("<div style='background:#333'><p style='color:#555'>faint</p></div>", "to 1, needs 4.5")]
    [InlineData("<svg><text y='20' fill='#ccc'>faint</text></svg>", "text.")]
    public async Task A_faint_text(string html, string said)
    {
        await using var opened = await chromium.OpenAsync();
        await opened.Page.SetContentAsync(html);
        Assert.Contains(said, Assert.Single(await Contrast.TooFaintAsync(opened.Page)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p style='color:#767676'>just enough</p>")]
    [InlineData("<p style='color:#949494;font-size:24px'>large</p>")]
    public async Task But_no_text_that_can_be_read(string html)
    {
        await using var opened = await chromium.OpenAsync();
        await opened.Page.SetContentAsync(html);
        Assert.Empty(await Contrast.TooFaintAsync(opened.Page));
    }

    [Fact]
    public async Task A_broken_image_a_wide_page_and_an_error()
    {
        await using var opened = await chromium.OpenAsync(360);
        await opened.Page.SetContentAsync("<img alt='gone' src='data:image/png;base64,AAAA'><div style='width:500px'>wide</div><script>console.error('wrong'); nothing();</script>");

        Assert.Single(await opened.BrokenImagesAsync());
        Assert.Contains("the page is", (await opened.SidewaysAsync())[0], StringComparison.Ordinal);
        Assert.Contains(opened.Problems, problem => problem.StartsWith("console error: wrong", StringComparison.Ordinal));
        Assert.Contains(opened.Problems, problem => problem.StartsWith("script error:", StringComparison.Ordinal));
    }
}
