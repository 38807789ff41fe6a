using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Embedded;

public class A_run_that_fails_says_why
{
    [Fact]
    public async Task A_service_that_gives_up_ends_the_run_with_its_reason()
    {
        using var tiny = new TinyRun();
        var broken = new DrawnScenes { OnDraw = _ => throw new RunFailureException("The renderer has run out of paint: buy some.") };

        var run = await tiny.RunAsync(broken);

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("render-svc: The renderer has run out of paint: buy some.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);

        // Mended, the same command goes on.
        var mended = await tiny.RunAsync(new DrawnScenes());
        Assert.True(mended.ExitCode == ExitCodes.Ok, mended.Error);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_named()
    {
        using var tiny = new TinyRun();
        File.WriteAllText(Path.Combine(tiny.BaseModel, "unet", "config.json"), "{}");
        File.Delete(Path.Combine(tiny.BaseModel, "unet", "diffusion_pytorch_model.safetensors"));

        var run = await tiny.RunAsync(new DrawnScenes());

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("training.model 'demo-base' cannot be loaded", run.Error, StringComparison.Ordinal);
    }
}
