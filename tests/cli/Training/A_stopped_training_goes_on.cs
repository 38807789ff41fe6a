using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

public sealed class A_stopped_training_goes_on(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Theory]
    [InlineData]
    [InlineData("--lora", "2")]
    public async Task To_the_weights_of_one_without_the_stop(params string[] options)
    {
        string[] settings = [.. options, "--steps", "9", "--learning-rate", "0.003"];
        var data = _bench.Dataset(4);
        Assert.Equal(ExitCodes.Ok, (await _bench.RunAsync(data, "whole", settings)).ExitCode);

        Assert.Equal(ExitCodes.Cancelled, await _bench.RunToFirstEpochAsync(data, "stopped", settings));
        Assert.False(File.Exists(_bench.Out("training.json", "stopped")));
        var resumed = await _bench.RunAsync(data, "stopped", settings);
        Assert.True(resumed.ExitCode == ExitCodes.Ok, resumed.Error);

        Assert.Equal(_bench.Training("whole").GetProperty("summary").GetRawText(), _bench.Training("stopped").GetProperty("summary").GetRawText());
        Assert.Equal(_bench.Training("whole").GetProperty("log").GetProperty("entries").GetRawText(), _bench.Training("stopped").GetProperty("log").GetProperty("entries").GetRawText());
        Assert.Contains("2/9 steps", resumed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_leaves_no_checkpoints_of_before()
    {
        var spec = _bench.Folder.Write("spec.json", """{ "training": { "checkpointEverySteps": 1 } }""");
        var run = await _bench.RunAsync(_bench.Dataset(4), "--spec", spec, "--steps", "6");

        // Weights, moments and figures of the last step, and the models of three epochs, the last of which is the weights of the last step.
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.InRange(Directory.EnumerateFiles(_bench.Out("blobs"), "*", SearchOption.AllDirectories).Count(), 5, 6);
    }

    public void Dispose() => _bench.Dispose();
}
