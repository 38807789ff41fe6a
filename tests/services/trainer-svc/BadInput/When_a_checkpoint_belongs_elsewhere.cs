using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_a_checkpoint_belongs_elsewhere
{
    [Fact]
    public async Task One_of_another_reference_is_refused_with_both_hashes()
    {
        await using var bench = await TrainingBench.StartAsync();
        var checkpoint = await TrainedAsync(bench) with { ReferenceHash = new string('1', 64) };
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(checkpoint.ToJson())));
        Assert.Contains("'tiny' has changed since training began", failure.Message);
        Assert.Contains(new string('1', 64), failure.Message);
    }

    [Fact]
    public async Task One_of_another_dataset_is_refused_with_both_hashes()
    {
        await using var bench = await TrainingBench.StartAsync();
        var checkpoint = await TrainedAsync(bench) with { DatasetHash = new string('2', 64) };
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(checkpoint.ToJson())));
        Assert.StartsWith("The dataset has changed since training began", failure.Message);
        Assert.Contains(new string('2', 64), failure.Message);
    }

    [Fact]
    public async Task Weights_of_another_model_are_refused_with_the_step()
    {
        await using var bench = await TrainingBench.StartAsync();
        var checkpoint = await TrainedAsync(bench);
        var failure = await Assert.ThrowsAsync<RunFailureException>(
            () => bench.RunAsync(bench.NewJob((checkpoint with { Weights = checkpoint.Optimiser }).ToJson())));
        Assert.StartsWith("The checkpoint at step 8 cannot be used", failure.Message);
    }

    [Fact]
    public async Task Moments_of_another_model_are_refused_with_the_step()
    {
        await using var bench = await TrainingBench.StartAsync();
        var checkpoint = await TrainedAsync(bench);
        var failure = await Assert.ThrowsAsync<RunFailureException>(
            () => bench.RunAsync(bench.NewJob((checkpoint with { Optimiser = checkpoint.Weights }).ToJson())));
        Assert.StartsWith("The checkpoint at step 8 cannot be used", failure.Message);
    }

    [Fact]
    public async Task A_blob_of_it_that_is_gone_is_named()
    {
        await using var bench = await TrainingBench.StartAsync();
        var checkpoint = await TrainedAsync(bench);
        File.Delete(Directory.EnumerateFiles(bench.Harness.BlobFolder, checkpoint.Optimiser.Sha256, SearchOption.AllDirectories).Single());
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob(checkpoint.ToJson())));
        Assert.Contains(checkpoint.Optimiser.Sha256, failure.Message);
    }

    private static async Task<AlignmentCheckpoint> TrainedAsync(TrainingBench bench)
    {
        var job = bench.NewJob();
        await bench.RunAsync(job);
        return AlignmentCheckpoint.Parse(job.Checkpoint!);
    }
}
