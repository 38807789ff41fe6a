using InstructEngine.Diffusion.Pipelines;
using Xunit;

namespace InstructEngine.Cli.Tests.Pretraining;

public sealed class Pretraining_makes_checkpoints
{
    private static readonly string[] Few = ["--autoencoder-steps", "2", "--draft-steps", "2", "--clean-steps", "1", "--renderer-steps", "1", "--base-steps", "1", "--pictures", "8"];

    [Fact]
    public async Task That_load_as_pipelines_draw_and_are_not_made_twice()
    {
        using var folder = new TestFolder();
        var root = folder.File("made");
        var made = await CommandLine.RunAsync(["pretrain", "--out", root, "--measure-images", "2", .. Few]);
        Assert.True(made.ExitCode == 0, made.Error);

        foreach (var name in new[] { "demo-base", "demo-renderer" })
        {
            using var pipeline = TextToImagePipeline.FromPretrained(Path.Combine(root, name));
            var images = pipeline.Generate([new ImageRequest("two red rings on white", null, 1)], new GenerationSettings { Steps = 2, GuidanceScale = 2 });
            Assert.Equal((32, 32), (images[0].Width, images[0].Height));
            Assert.True(File.Exists(Path.Combine(root, name + ".png")));
        }

        var weights = Path.Combine(root, "demo-renderer", "unet", "diffusion_pytorch_model.safetensors");
        var before = File.GetLastWriteTimeUtc(weights);
        var again = await CommandLine.RunAsync(["pretrain", "--out", root, "--measure-images", "2", .. Few]);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(before, File.GetLastWriteTimeUtc(weights));
    }

    [Fact]
    public async Task Only_with_counts_above_zero()
    {
        using var folder = new TestFolder();
        var refused = await CommandLine.RunAsync("pretrain", "--out", folder.File("made"), "--draft-steps", "0");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--draft-steps must be 1 or more", refused.Error);
        Assert.False(Directory.Exists(folder.File("made")));
    }
}
