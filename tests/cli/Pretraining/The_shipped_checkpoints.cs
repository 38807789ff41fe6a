using InstructEngine.Cli.Pretraining;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion;
using Xunit;

namespace InstructEngine.Cli.Tests.Pretraining;

/// <summary>A guard against weights that were broken or exchanged; models/README.md has the figures with their intervals.</summary>
public sealed class The_shipped_checkpoints
{
    private const int Images = 96;

    [Fact]
    public void Take_at_most_12_MB_together()
    {
        var files = Directory.EnumerateFiles(Models(), "*.safetensors", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint });
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, 12_000_000);
    }

    [Fact]
    public void The_renderer_draws_what_held_out_prompts_ask_for()
    {
        TorchRuntime.SetThreads(1);
        var renderer = DemoMeasurement.Run(Path.Combine(Models(), "demo-renderer"), Images, guidanceScale: 2, seed: 1, steps: 12);
        Assert.InRange(renderer.AllRight, Images * 0.72, Images);
        Assert.InRange(renderer.Right[SceneAttribute.Color], Images * 0.9, Images);
        Assert.InRange(renderer.Right[SceneAttribute.Background], Images * 0.95, Images);
    }

    [Fact]
    public void The_base_knows_both_the_right_and_the_wrong()
    {
        TorchRuntime.SetThreads(1);
        var model = DemoMeasurement.Run(Path.Combine(Models(), "demo-base"), Images, guidanceScale: 2, seed: 1, steps: 12);
        Assert.InRange(model.AllRight, Images * 0.1, Images * 0.75);
    }

    private static string Models()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (File.Exists(Path.Combine(folder.FullName, "InstructEngine.slnx")))
            {
                return models;
            }
        }

        throw new DirectoryNotFoundException("The repository is not above the test's output.");
    }
}
