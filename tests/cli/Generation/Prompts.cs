using System.Diagnostics;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Generation;

public sealed class Prompts(TinyModelFolder model) : IDisposable
{
    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("")]
    [InlineData("@handle")]
    [InlineData("-dash first")]
    [InlineData("😀 \u202e mixed")]
    public async Task Of_any_kind_are_drawn_and_kept(string prompt)
    {
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), prompt, []);

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith(prompt + "\nSteps: 2", PngTexts.Read(File.ReadAllBytes(_folder.File("a.png")))["parameters"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_for_the_model_are_cut_with_a_warning_that_shows_what_is_not_seen()
    {
        var prompt = string.Join(' ', Enumerable.Repeat("red", 80)) + " THE\u001b[31mEND";
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), prompt, ["--negative", prompt]);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        var warnings = run.Error.Split('\n').Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Contains("--prompt", warnings[0], StringComparison.Ordinal);
        Assert.Contains("--negative", warnings[1], StringComparison.Ordinal);
        Assert.All(warnings, warning => Assert.Contains("end", warning, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public async Task Of_a_megabyte_work_and_the_warning_stays_short()
    {
        var watch = Stopwatch.StartNew();
        var run = await Generate.RunAsync(model.Path, _folder.File("a.png"), string.Concat(Enumerable.Repeat("red ring ", 120_000)), []);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.InRange(run.Error.Length, 200, 1000);
        Assert.Contains("characters)", run.Error, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"took {watch.Elapsed}");
    }

    public void Dispose() => _folder.Dispose();
}
