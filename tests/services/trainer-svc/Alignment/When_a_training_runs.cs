using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_a_training_runs
{
    [Fact]
    public async Task It_leaves_epochs_figures_and_progress()
    {
        await using var bench = await TrainingBench.StartAsync();
        var job = bench.NewJob();
        await bench.RunAsync(job);

        // Nine pairs are trained on, three a step: epochs end after steps 3, 6 and, cut short, 8.
        var epochs = (await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId)).OrderBy(epoch => epoch.Epoch).ToList();
        Assert.Equal([(1, 3, false), (2, 6, false), (3, 8, true)], epochs.Select(epoch => (epoch.Epoch, epoch.Step, epoch.IsLast)));
        Assert.Equal(epochs, bench.Harness.Published<EpochCompleted>());
        Assert.All(epochs, epoch => Assert.Equal(3, epoch.Epochs));

        var log = Assert.Single(await bench.Harness.StoredAsync<TrainingLog>(TrainingLog.Collection, DemoPairs.RunId));
        Assert.Equal((9, 3), (log.TrainingPairs, log.HeldOutPairs));
        Assert.Equal(Enumerable.Range(1, 8), log.Entries.Select(entry => entry.Step));
        Assert.All(log.Entries, entry => Assert.True(entry.GradNorm > 0 && entry.SftLoss > 0 && entry.HeldOut is not null));
        Assert.Equal([0.0005, 0.001, 0.001], log.Entries.Take(3).Select(entry => entry.LearningRate));
        Assert.Equal(Math.Log(2), log.Entries[0].Loss, 1e-6);
        Assert.Equal(0.5, log.Entries[0].ImplicitAccuracy);
        Assert.NotEqual(log.Entries[0].Loss, log.Entries[^1].Loss);

        Assert.All(log.Entries, entry => Assert.Equal((12, 12), (entry.PolicyPasses, entry.ReferencePasses)));
        Assert.Equal((0.0, 0.0), (log.Entries[0].WinnerError!.Value, log.Entries[0].LoserError!.Value));
        Assert.All(log.Entries, entry => Assert.Equal(6, entry.Margins!.Sum(margin => margin.Count)));
        Assert.All(log.Entries, entry => Assert.Equal(
            entry.ImplicitAccuracy!.Value, entry.Margins!.Sum(margin => margin.Count * margin.Accuracy) / 6, 1e-9));
        Assert.All(log.Entries, entry => Assert.All(entry.Margins!, margin => Assert.Equal(0, margin.From % 100)));
        Assert.All(log.Entries, entry => Assert.Equal(6, entry.HeldOut!.Margins!.Sum(margin => margin.Count)));

        Assert.Equal(8, job.Reports[^1].Done);
        Assert.Matches(@"^loss \d\.\d{3} acc \d\.\d\d \d+\.\d pairs/s$", job.Reports[^1].Detail);
    }

    [Fact]
    public async Task Its_checkpoint_loads_into_the_model_and_has_the_hash_it_says()
    {
        await using var bench = await TrainingBench.StartAsync();
        await bench.RunAsync(bench.NewJob());
        var last = (await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId)).Single(epoch => epoch.IsLast);

        using var unet = UNet2DConditionModel.FromPretrained(Path.Combine(bench.ModelFolder, "unet"));
        Assert.Equal(last.ReferenceHash, ModelWeights.Hash(unet));
        var file = Path.Combine(bench.ModelFolder, "aligned.safetensors");
        await File.WriteAllBytesAsync(file, await bench.Harness.Blobs.ReadAsync(last.Checkpoint, default));
        ModelWeights.Load(unet, file);
        Assert.Equal(last.CheckpointHash, ModelWeights.Hash(unet));
    }

    [Fact]
    public async Task A_job_that_had_ended_announces_its_last_epoch_again()
    {
        await using var bench = await TrainingBench.StartAsync();
        var job = bench.NewJob();
        await bench.RunAsync(job);
        await bench.RunAsync(bench.NewJob(job.Checkpoint));
        var published = bench.Harness.Published<EpochCompleted>();
        Assert.Equal(published[^2], published[^1]);
        Assert.Equal(4, published.Count);
    }
}
