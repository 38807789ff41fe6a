using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_the_model_to_train_cannot_be_used(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task A_folder_without_a_UNet_is_told_what_it_lacks()
    {
        using var broken = new TrainBench(model.CopyTo(_bench.Folder.File("broken")));
        Directory.Delete(Path.Combine(broken.Model, "unet"), recursive: true);

        await broken.RefusedAsync("--model cannot be used", _bench.Dataset());
        await broken.RefusedAsync("unet", _bench.Dataset());
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        using var missing = new TrainBench(_bench.Folder.File("missing"));

        await missing.RefusedAsync("missing'; there is no such folder", _bench.Dataset());
    }

    [Fact]
    public async Task Damaged_weights_fail_before_the_first_step()
    {
        using var broken = new TrainBench(model.CopyTo(_bench.Folder.File("broken")));
        File.WriteAllBytes(Path.Combine(broken.Model, "unet", "diffusion_pytorch_model.safetensors"), [1, 2, 3]);
        var run = await broken.RunAsync(_bench.Dataset());

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("--model 'broken' cannot be loaded", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1/4 steps", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
