using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Divergence;

public sealed class When_training_diverges_and_goes_back
{
    [Fact]
    public async Task It_ends_with_a_smaller_step_and_tells_of_it()
    {
        var counted = new ConcurrentBag<string?>();
        using var listener = Listen(counted);
        await using var bench = await TrainingBench.StartAsync(DivergingTraining.TooFastInTheEnd);
        await bench.RunAsync(bench.NewJob());
        var log = await bench.LogAsync();

        Assert.InRange(log.Rollbacks!.Count, 1, RollbackPoints.Most);
        Assert.All(log.Rollbacks, rollback => Assert.True(rollback.BackTo % 5 == 0 && rollback.BackTo < rollback.Step));
        Assert.All(log.Rollbacks.Index(), rollback => Assert.Equal(Math.Pow(0.5, rollback.Index + 1), rollback.Item.LearningRateFactor));
        Assert.Equal(Enumerable.Range(1, 60), log.Entries.Select(entry => entry.Step));
        foreach (var entry in log.Entries)
        {
            var factor = log.Rollbacks.LastOrDefault(rollback => rollback.BackTo < entry.Step)?.LearningRateFactor ?? 1;
            Assert.Equal(0.1 * entry.Step / 60 * factor, entry.LearningRate, 1e-12);
        }

        Assert.True(counted.Count(reason => reason == "winner_error") >= log.Rollbacks.Count);
    }

    [Fact]
    public async Task The_epochs_are_those_of_the_steps_that_count()
    {
        await using var bench = await TrainingBench.StartAsync(DivergingTraining.TooFastInTheEnd);
        await bench.RunAsync(bench.NewJob());
        var epochs = (await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId)).OrderBy(epoch => epoch.Epoch).ToList();
        Assert.Equal(Enumerable.Range(1, 20).Select(epoch => (epoch, 3 * epoch)), epochs.Select(epoch => (epoch.Epoch, epoch.Step)));
        Assert.All(epochs, epoch => Assert.Equal(epoch, bench.Harness.Published<EpochCompleted>().Last(published => published.Epoch == epoch.Epoch)));
        Assert.True(bench.Harness.Published<EpochCompleted>().Count > epochs.Count);

        using var unet = UNet2DConditionModel.FromPretrained(Path.Combine(bench.ModelFolder, "unet"));
        foreach (var epoch in epochs)
        {
            var file = Path.Combine(bench.ModelFolder, "epoch.safetensors");
            await File.WriteAllBytesAsync(file, await bench.Harness.Blobs.ReadAsync(epoch.Checkpoint, default));
            ModelWeights.Load(unet, file);
            Assert.Equal(epoch.CheckpointHash, ModelWeights.Hash(unet));
        }
    }

    [Fact]
    public async Task It_gives_up_after_three_times()
    {
        await using var bench = await TrainingBench.StartAsync(DivergingTraining.FarTooFast);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Contains("going back 3 times did not help", failure.Message);
        var log = await bench.LogAsync();
        Assert.Equal([0.5, 0.25, 0.125], log.Rollbacks!.Select(rollback => rollback.LearningRateFactor));
        Assert.All(log.Rollbacks!, rollback => Assert.Equal(0, rollback.BackTo));
    }

    [Fact]
    public async Task A_training_that_does_not_diverge_ends_as_with_stop()
    {
        await using var stop = await TrainingBench.StartAsync();
        await using var rollback = await TrainingBench.StartAsync(TrainingBench.Training with { OnDivergence = "rollback" });
        var (one, other) = (stop.NewJob(), rollback.NewJob());
        await stop.RunAsync(one);
        await rollback.RunAsync(other);
        var (stopped, rolledBack) = (AlignmentCheckpoint.Parse(one.Checkpoint!), AlignmentCheckpoint.Parse(other.Checkpoint!));
        Assert.Equal(stopped with { Spec = null }, rolledBack with { Spec = null, Good = null });
        Assert.NotEmpty(rolledBack.Good!);
        Assert.Null((await rollback.LogAsync()).Rollbacks);
    }

    private static MeterListener Listen(ConcurrentBag<string?> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "instructengine_training_rollbacks_total")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add(tags[0].Value as string));
        listener.Start();
        return listener;
    }
}
