using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_training_is_stopped_and_goes_on
{
    [Fact]
    public async Task It_ends_with_the_weights_and_figures_of_a_training_without_the_stop()
    {
        var straight = await TrainAsync(_ => null);
        var stopped = await TrainAsync(stop => progress =>
        {
            if (progress.Done == 5)
            {
                stop.Cancel();
            }
        });
        var killed = await TrainAsync(_ => progress =>
        {
            if (progress.Done == 5)
            {
                throw new KilledException();
            }
        });

        // The blobs are named by their content: equal checkpoints are equal weights, moments and figures.
        Assert.Equal(straight.Checkpoint, stopped.Checkpoint);
        Assert.Equal(straight.Checkpoint, killed.Checkpoint);
        Assert.Equal(straight.Last, stopped.Last);
        Assert.Equal(straight.Last, killed.Last);
        Assert.Equal(5, stopped.WentOnFrom);
        Assert.Equal(3, killed.WentOnFrom);
        Assert.True(straight.Last is { IsLast: true, Step: 8, Steps: 8 });
        Assert.NotEqual(straight.Last.ReferenceHash, straight.Last.CheckpointHash);
    }

    private static async Task<(string Checkpoint, EpochCompleted Last, int WentOnFrom)> TrainAsync(
        Func<CancellationTokenSource, Action<Hosting.Jobs.JobProgress>?> interruption)
    {
        await using var bench = await TrainingBench.StartAsync();
        using var stop = new CancellationTokenSource();
        var first = bench.NewJob();
        if (interruption(stop) is { } onReport)
        {
            first = new FakeJob(first.Input, null) { OnReport = onReport };
            var failure = await Record.ExceptionAsync(() => bench.RunAsync(first, stop.Token));
            Assert.True(failure is OperationCanceledException or KilledException, $"{failure}");
        }

        var wentOnFrom = first.Checkpoint is null ? 0 : AlignmentCheckpoint.Parse(first.Checkpoint).Step;
        var last = bench.NewJob(first.Checkpoint);
        await bench.RunAsync(last);
        var epochs = await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId);
        return (last.Checkpoint!, epochs.Single(epoch => epoch.IsLast), wentOnFrom);
    }

    private sealed class KilledException : Exception;
}
