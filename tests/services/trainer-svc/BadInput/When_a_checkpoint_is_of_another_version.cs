using System.Text.Json.Nodes;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_a_checkpoint_is_of_another_version
{
    [Theory]
    [InlineData(99)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task An_unknown_one_is_refused_with_those_that_can_be_read(int version)
    {
        await using var bench = await TrainingBench.StartAsync();
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob($$"""{"version":{{version}},"weights":"elsewhere"}""")));
        Assert.Contains($"version {version}; this program reads versions 1 to 3", failure.Message);
    }

    [Fact]
    public async Task One_without_a_version_is_the_first_and_training_goes_on_from_it()
    {
        await using var bench = await TrainingBench.StartAsync();
        var straight = bench.NewJob();
        await bench.RunAsync(straight);
        using var stop = new CancellationTokenSource();
        var job = new FakeJob(bench.NewJob().Input, null) { OnReport = progress => CancelAt(progress.Done, stop) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(job, stop.Token));

        var first = JsonNode.Parse(job.Checkpoint!)!.AsObject();
        Assert.True(first.Remove("version") && first.Remove("pairsHash"));
        var last = bench.NewJob(first.ToJsonString());
        await bench.RunAsync(last);
        Assert.Equal(straight.Checkpoint, last.Checkpoint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"version\":\"two\"}")]
    [InlineData("{\"version\":2,\"step\":5}")]
    public async Task What_is_no_checkpoint_is_told_as_that(string text)
    {
        await using var bench = await TrainingBench.StartAsync();
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(text)));
        Assert.StartsWith("The training's checkpoint cannot be read", failure.Message);
    }

    private static void CancelAt(long step, CancellationTokenSource stop)
    {
        if (step == 5)
        {
            stop.Cancel();
        }
    }
}
