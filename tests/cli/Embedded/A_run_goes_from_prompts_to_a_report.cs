using System.Security.Cryptography;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Embedded;

public class A_run_goes_from_prompts_to_a_report
{
    [Fact]
    public async Task Its_folder_holds_what_was_promised()
    {
        using var tiny = new TinyRun();

        var run = await tiny.RunAsync(new DrawnScenes());

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        CheckSummary(tiny);
        CheckDataset(tiny);
        CheckAlignedModel(tiny);
        Assert.Contains("all-correct", run.Output, StringComparison.Ordinal);
        Assert.Contains("evaluation", run.Error, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(tiny.Out("report.html"));
        Assert.Contains(tiny.Summary().GetProperty("datasetHash").GetString()!, report, StringComparison.Ordinal);
        Assert.Contains("<svg", report, StringComparison.Ordinal);

        await Done_it_prints_its_result_again(tiny, run.Output);
        await Files_that_are_missing_are_written_again(tiny);
    }

    private static void CheckSummary(TinyRun tiny)
    {
        var summary = tiny.Summary();
        Assert.Equal("tiny", summary.GetProperty("spec").GetProperty("name").GetString());
        Assert.Equal(2, summary.GetProperty("taxonomy").GetProperty("themes").GetInt32());
        Assert.Equal(4, summary.GetProperty("taxonomy").GetProperty("subtopics").GetInt32());
        Assert.Equal(16, summary.GetProperty("triples").GetProperty("created").GetInt32() + summary.GetProperty("triples").GetProperty("rejected").GetInt32());
        Assert.True(summary.GetProperty("pairs").GetProperty("rendered").GetInt32() > 8);
        Assert.Equal(4, summary.GetProperty("training").GetProperty("steps").GetInt32());
        Assert.NotEqual(summary.GetProperty("training").GetProperty("checkpointHash").GetString(), summary.GetProperty("training").GetProperty("referenceHash").GetString());
        var scores = summary.GetProperty("evaluation").GetProperty("scores");
        Assert.Equal(2, scores.GetProperty("all-correct").GetProperty("ci95").GetArrayLength());
        Assert.Equal(20, summary.GetProperty("evaluation").GetProperty("prompts").GetInt32());
        Assert.Equal(2, summary.GetProperty("evaluation").GetProperty("baseByGuidance").GetArrayLength());
    }

    private static void CheckDataset(TinyRun tiny)
    {
        var manifest = File.ReadAllBytes(tiny.Out("dataset/manifest.jsonl"));
        Assert.Equal(tiny.Summary().GetProperty("datasetHash").GetString(), Convert.ToHexStringLower(SHA256.HashData(manifest)));
        foreach (var file in Directory.GetFiles(tiny.Out("dataset/images")))
        {
            var png = File.ReadAllBytes(file);
            Assert.Equal(Path.GetFileNameWithoutExtension(file), Convert.ToHexStringLower(SHA256.HashData(png)));
            Assert.Equal(32, RgbImage.FromPng(png).Width);
        }
    }

    private static void CheckAlignedModel(TinyRun tiny)
    {
        using var aligned = TextToImagePipeline.FromPretrained(tiny.Out("checkpoints/aligned"));
        using var reference = TextToImagePipeline.FromPretrained(tiny.BaseModel);
        var training = tiny.Summary().GetProperty("training");
        Assert.Equal(training.GetProperty("checkpointHash").GetString(), ModelWeights.Hash(aligned.Unet));
        Assert.Equal(training.GetProperty("referenceHash").GetString(), ModelWeights.Hash(reference.Unet));
    }

    private static async Task Done_it_prints_its_result_again(TinyRun tiny, string printed)
    {
        var again = new DrawnScenes();

        var run = await tiny.RunAsync(again);
        var json = await tiny.RunAsync(again, more: ["--json"]);

        Assert.Equal((ExitCodes.Ok, printed), (run.ExitCode, run.Output));
        Assert.Equal(await File.ReadAllTextAsync(tiny.Out("summary.json")), json.Output);
        Assert.Equal(0, again.Draws);
    }

    private static async Task Files_that_are_missing_are_written_again(TinyRun tiny)
    {
        File.Delete(tiny.Out("summary.json"));
        Directory.Delete(tiny.Out("dataset"), recursive: true);

        Assert.Equal(ExitCodes.Ok, (await tiny.RunAsync(new DrawnScenes())).ExitCode);

        CheckDataset(tiny);
    }
}
