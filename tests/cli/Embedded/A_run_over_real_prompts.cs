using System.Net;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Embedded;

public class A_run_over_real_prompts
{
    private const string Hostile = "<script>alert('portrait')</script> of a queen, by candle light";

    [Fact]
    public async Task What_cannot_be_drawn_is_reported_as_such()
    {
        using var tiny = new TinyRun();
        var lines = Enumerable.Range(0, 30).Select(i => $"portrait of queen number {i} in oil, {i} candles, dramatic light")
            .Concat(["two red rings on a white background", "three blue crosses, pink background", Hostile]);
        var prompts = tiny.Write("prompts.txt", string.Join('\n', lines));

        var run = await tiny.RunAsync(new DrawnScenes(), more: ["--prompts", prompts]);

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        var corpus = tiny.Summary().GetProperty("corpus");
        Assert.Equal(33, corpus.GetProperty("read").GetInt32());
        Assert.InRange(corpus.GetProperty("outsideWorld").GetInt32(), 2, 31);
        var report = await File.ReadAllTextAsync(tiny.Out("report.html"));
        Assert.DoesNotContain("<script", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("portrait of queen", WebUtility.HtmlDecode(report), StringComparison.Ordinal);
    }
}
