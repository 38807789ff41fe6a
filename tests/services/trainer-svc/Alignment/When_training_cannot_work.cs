using InstructEngine.Hosting;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_training_cannot_work
{
    [Fact]
    public async Task A_learning_rate_that_is_far_too_high_ends_the_run_with_the_step_and_what_to_try()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { LearningRate = 1e30 });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Matches("diverged at step [123]", failure.Message);
        Assert.Contains("training.learningRate", failure.Message);
    }

    [Fact]
    public async Task An_unknown_loss_is_named()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { Loss = "kto" });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Contains("'kto'", failure.Message);
        Assert.Contains("cross-validation", failure.Message);
    }

    [Fact]
    public async Task A_missing_model_folder_is_named()
    {
        await using var bench = await TrainingBench.StartAsync(TrainingBench.Training with { Model = "absent" });
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Contains("'absent'", failure.Message);
        Assert.Contains("instructengine pretrain", failure.Message);
    }

    [Fact]
    public async Task A_damaged_model_folder_is_named()
    {
        await using var bench = await TrainingBench.StartAsync();
        var weights = Path.Combine(bench.ModelFolder, "unet", "diffusion_pytorch_model.safetensors");
        File.Delete(weights);
        await File.WriteAllBytesAsync(weights, new byte[20]);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.Contains("training.model 'tiny'", failure.Message);
        Assert.Contains("diffusion_pytorch_model.safetensors", failure.Message);
    }
}
