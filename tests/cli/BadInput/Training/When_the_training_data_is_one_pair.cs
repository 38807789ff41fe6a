using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_the_training_data_is_one_pair(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task It_is_trained_on_and_none_is_held_out()
    {
        var data = await PickAPic.WriteAsync(_bench.Folder.File("a.parquet"), PickAPic.Good(0));
        var run = await _bench.RunAsync(data, "--loss", "diffusion-dpo");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith("diffusion-dpo on 1 pairs (0 held out), 4 steps, 8 epochs", run.Output);
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
