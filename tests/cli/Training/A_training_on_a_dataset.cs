using System.Text.Json;
using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

public sealed class A_training_on_a_dataset(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task Leaves_a_model_that_generate_draws_with()
    {
        var run = await _bench.RunAsync(_bench.Dataset(), "--learning-rate", "0.01");
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);

        var (before, after) = (_bench.Folder.File("before.png"), _bench.Folder.File("after.png"));
        Assert.Equal(ExitCodes.Ok, (await Generate.RunAsync(model.Path, before)).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await Generate.RunAsync(_bench.Out("model"), after)).ExitCode);
        Assert.NotEqual(File.ReadAllBytes(before), File.ReadAllBytes(after));
    }

    [Fact]
    public async Task Says_what_happened_in_a_table_a_page_and_for_machines()
    {
        var run = await _bench.RunAsync(_bench.Dataset());

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.StartsWith("cross-validation on 8 pairs (0 held out), 4 steps, 1 epoch", run.Output);
        Assert.Contains("loss 0.", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"Training needs about \d+(\.\d+ G| M)iB of memory \(model ", run.Error);
        Assert.Contains("pairs/s", run.Error, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(_bench.Out("report.html")), StringComparison.Ordinal);
        var training = _bench.Training();
        Assert.Equal(4, training.GetProperty("log").GetProperty("entries").GetArrayLength());
        Assert.Equal(Math.Log(2), training.GetProperty("log").GetProperty("entries")[0].GetProperty("loss").GetDouble(), 1e-5);
        Assert.NotEqual(training.GetProperty("summary").GetProperty("checkpointHash").GetString(), training.GetProperty("summary").GetProperty("referenceHash").GetString());
    }

    [Fact]
    public async Task Tells_of_each_epoch_in_a_line_of_JSON()
    {
        var run = await _bench.RunAsync(_bench.Dataset(), "--json", "--steps", "8");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.Equal([1, 2], lines.Take(2).Select(line => line.GetProperty("epochCompleted").GetProperty("epoch").GetInt32()));
        Assert.Equal(8, lines[2].GetProperty("trainingCompleted").GetProperty("steps").GetInt32());
    }

    [Fact]
    public async Task That_is_done_tells_its_result_again_without_training()
    {
        var data = _bench.Dataset();
        var first = await _bench.RunAsync(data);
        File.Delete(_bench.Out("report.html"));
        var second = await _bench.RunAsync(data);

        Assert.Equal(first.Output, second.Output);
        Assert.DoesNotContain("steps", second.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_bench.Out("report.html")));
    }

    [Fact]
    public async Task Reads_the_settings_of_a_spec_and_options_over_them()
    {
        var spec = _bench.Folder.Write("spec.json", """{ "seed": 7, "training": { "beta": 50, "warmupSteps": 3, "heldOutShare": 0.25 } }""");
        var run = await _bench.RunAsync(_bench.Dataset(), "--spec", spec, "--beta", "60");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        var training = _bench.Training();
        Assert.Equal(7, training.GetProperty("seed").GetInt64());
        Assert.Equal((60.0, 3), (training.GetProperty("settings").GetProperty("beta").GetDouble(), training.GetProperty("settings").GetProperty("warmupSteps").GetInt32()));
        Assert.Equal(2, training.GetProperty("log").GetProperty("heldOutPairs").GetInt32());
    }

    public void Dispose() => _bench.Dispose();
}
