using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Cli.Tests.Embedded;

public class A_stopped_run_goes_on
{
    [Fact]
    public async Task To_the_same_dataset_and_the_same_weights()
    {
        using var tiny = new TinyRun();
        using var stop = new CancellationTokenSource();
        var first = new DrawnScenes
        {
            OnDraw = draws =>
            {
                if (draws == 5)
                    stop.Cancel();
            },
        };

        var stopped = await tiny.RunAsync(first, stop: stop.Token);
        Assert.Equal(ExitCodes.Cancelled, stopped.ExitCode);
        Assert.Contains("To go on", stopped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(tiny.Out("summary.json")));

        var second = new DrawnScenes();
        var resumed = await tiny.RunAsync(second);
        Assert.True(resumed.ExitCode == ExitCodes.Ok, resumed.Error);

        var whole = new DrawnScenes();
        Assert.Equal(ExitCodes.Ok, (await tiny.RunAsync(whole, folder: "whole")).ExitCode);
        Assert.Equal(tiny.Summary("whole").GetProperty("datasetHash").GetString(), tiny.Summary().GetProperty("datasetHash").GetString());
        Assert.Equal(Weights("whole"), Weights("out"));
        Assert.Equal(tiny.Summary("whole").GetProperty("evaluation").GetRawText(), tiny.Summary().GetProperty("evaluation").GetRawText());

        // What was stored before the stop was not drawn again; a pair in work when it came may have been.
        Assert.InRange(first.Draws + second.Draws, whole.Draws, whole.Draws + Environment.ProcessorCount);

        // And the stop did not wait until all was drawn.
        Assert.InRange(second.Draws, 1, whole.Draws - 1);

        string? Weights(string folder) => tiny.Summary(folder).GetProperty("training").GetProperty("checkpointHash").GetString();
    }
}
