using System.Text.Json;
using InstructEngine.Cli.Tests.Generation;
using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

public sealed class A_pilot_recommends(TinyModelFolder model) : IDisposable
{
    private readonly TrainBench _bench = new(model.Path);

    [Fact]
    public async Task A_setting_with_the_evidence_and_a_command_line_that_works()
    {
        var data = _bench.Dataset();
        var run = await _bench.RunAsync(data, "--pilot", "--steps", "2", "--json");
        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        var trials = lines.SkipLast(1).Select(line => line.GetProperty("pilotTrial")).ToArray();
        Assert.Equal(9, trials.Select(trial => trial.GetProperty("setting").GetRawText()).Distinct().Count());
        Assert.All(trials, trial => Assert.InRange(trial.GetProperty("heldOut").GetProperty("implicitAccuracy").GetDouble(), 0, 1));
        var result = lines[^1].GetProperty("pilotCompleted");
        Assert.Contains(result.GetProperty("recommendation").GetProperty("setting").GetRawText(), trials.Select(trial => trial.GetProperty("setting").GetRawText()));
        Assert.Equal(result.GetProperty("command").GetString(), JsonDocument.Parse(File.ReadAllBytes(_bench.Out("pilot.json"))).RootElement.GetProperty("command").GetString());

        var words = result.GetProperty("command").GetString()!.Split(' ');
        Assert.Equal(["instructengine", "train"], words[..2]);
        var trained = await CommandLine.RunAsync([.. words[1..].Select(word => word == "DIR" ? _bench.Out(folder: "recommended") : word), "--steps", "2"]);
        Assert.True(trained.ExitCode == ExitCodes.Ok, trained.Error);
    }

    [Fact]
    public async Task Over_what_was_not_chosen_alone()
    {
        var run = await _bench.RunAsync(_bench.Dataset(), "--pilot", "--steps", "1", "--beta", "100", "--lora", "2");

        Assert.True(run.ExitCode == ExitCodes.Ok, run.Error);
        Assert.Contains("trial 3 of 3", run.Error, StringComparison.Ordinal);
        Assert.Contains("* recommended", run.Output, StringComparison.Ordinal);
        Assert.Contains("--beta 100", run.Output, StringComparison.Ordinal);
        Assert.Contains("--lora 2", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_where_no_pair_can_be_held_out()
    {
        var run = await _bench.RunAsync(_bench.Dataset(1), "--pilot", "--steps", "1");

        Assert.Equal(ExitCodes.RunFailed, run.ExitCode);
        Assert.Contains("none of the data can be held out", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
