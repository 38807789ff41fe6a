using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Cli.Tests.Training;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.BadInput.Training;

public sealed class When_the_folder_holds_another_training(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Theory]
    [InlineData("--beta", "300")]
    [InlineData("--seed", "2")]
    [InlineData("--lora", "2")]
    public async Task Both_are_told_apart_and_the_first_stays(params string[] other)
    {
        var data = _bench.Dataset();
        await _bench.RunAsync(data);
        var before = File.ReadAllBytes(_bench.Out("training.json"));
        var run = await _bench.RunAsync(data, other);

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("holds another run: a training of", run.Error, StringComparison.Ordinal);
        Assert.Contains("give the model, data and settings of the training that is there", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_bench.Out("training.json")));
    }

    [Fact]
    public async Task Other_pairs_are_another_training()
    {
        await _bench.RunAsync(_bench.Dataset(8));
        var run = await _bench.RunAsync(_bench.Dataset(6));

        Assert.Equal(ExitCodes.OutputUnusable, run.ExitCode);
        Assert.Contains("holds another run", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
