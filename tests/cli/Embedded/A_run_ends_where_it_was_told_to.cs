using System.Text.Json;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Embedded;

public class A_run_ends_where_it_was_told_to
{
    [Theory]
    [InlineData("taxonomy", false, false)]
    [InlineData("instructions", true, false)]
    [InlineData("dataset", true, true)]
    public async Task With_a_summary_of_what_there_is(string until, bool triples, bool pairs)
    {
        using var tiny = new TinyRun();
        var scenes = new DrawnScenes();

        var run = await tiny.RunAsync(scenes, more: ["--until", until]);

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        var summary = tiny.Summary();
        Assert.Equal(until, summary.GetProperty("spec").GetProperty("until").GetString());
        Assert.Equal(4, summary.GetProperty("taxonomy").GetProperty("subtopics").GetInt32());
        Assert.Equal((triples, pairs, pairs), (Has(summary, "triples"), Has(summary, "pairs"), Has(summary, "datasetHash")));
        Assert.False(Has(summary, "training") || Has(summary, "evaluation"));
        Assert.Equal((pairs, pairs), (scenes.Draws > 0, File.Exists(tiny.Out("dataset/manifest.jsonl"))));
        Assert.False(Directory.Exists(tiny.Out("checkpoints")));
        Assert.Contains("was to end with its " + until, await File.ReadAllTextAsync(tiny.Out("report.html")), StringComparison.Ordinal);

        Assert.DoesNotContain("training", run.Error, StringComparison.Ordinal);
        Assert.Equal(pairs, run.Error.Contains("rendering", StringComparison.Ordinal));
        Assert.Equal(triples, run.Output.Contains("triples", StringComparison.Ordinal));
        Assert.Equal(pairs, run.Output.Contains("image pairs", StringComparison.Ordinal));

        var again = await tiny.RunAsync(new DrawnScenes(), more: ["--until", until]);
        Assert.Equal((ExitCodes.Ok, run.Output), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task With_the_dataset_of_the_whole_run()
    {
        using var tiny = new TinyRun();

        var part = await tiny.RunAsync(new DrawnScenes(), folder: "part", more: ["--until", "dataset"]);
        var whole = await tiny.RunAsync(new DrawnScenes(), folder: "whole");

        Assert.True(part.ExitCode == ExitCodes.Ok && whole.ExitCode == ExitCodes.Ok, part.Error + whole.Error);
        Assert.Equal(
            tiny.Summary("whole").GetProperty("pairs").GetRawText(), tiny.Summary("part").GetProperty("pairs").GetRawText());
    }

    [Fact]
    public async Task Another_word_is_refused()
    {
        using var tiny = new TinyRun();

        var run = await tiny.RunAsync(new DrawnScenes(), more: ["--until", "breakfast"]);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("breakfast", run.Error, StringComparison.Ordinal);
    }

    private static bool Has(JsonElement summary, string name) => summary.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
