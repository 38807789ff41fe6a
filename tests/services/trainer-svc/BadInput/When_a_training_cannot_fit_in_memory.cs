using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.FineTuning;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_a_training_cannot_fit_in_memory
{
    private static readonly UNet2DConditionConfig StableDiffusion15 = new() { CrossAttentionDim = 768 };

    public When_a_training_cannot_fit_in_memory() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void It_is_refused_with_what_would_help()
    {
        var spec = TrainingBench.Training with { BatchSize = 8 };
        var estimate = MemoryEstimate.Of(spec, StableDiffusion15, 64, 64, parallelParts: 4);
        var failure = Assert.Throws<RunFailureException>(() => estimate.Require(16L << 30, spec, 4));
        Assert.Contains("16.0 GiB is available", failure.Message);
        Assert.Contains("optimiser 6.4 GiB", failure.Message);
        Assert.All(
            ["training.loraRank", "training.gradientCheckpointing", "training.precision", "training.microBatchSize", "Training:Parts 1 in place of 4"],
            word => Assert.Contains(word, failure.Message));
    }

    [Fact]
    public void What_is_done_already_is_not_recommended()
    {
        var spec = TrainingBench.Training with { BatchSize = 1, LoraRank = 16, Precision = "bfloat16", GradientCheckpointing = true };
        var estimate = MemoryEstimate.Of(spec, StableDiffusion15, 64, 64, parallelParts: 4);
        var failure = Assert.Throws<RunFailureException>(() => estimate.Require(1L << 30, spec, 4));
        Assert.EndsWith("What would help: a machine with more memory.", failure.Message);
    }

    [Fact]
    public void One_that_fits_or_runs_where_memory_is_not_known_is_let_through()
    {
        var spec = TrainingBench.Training with { BatchSize = 1, LoraRank = 16, Precision = "bfloat16", GradientCheckpointing = true };
        var estimate = MemoryEstimate.Of(spec, StableDiffusion15, 64, 64, parallelParts: 4);
        Assert.InRange(estimate.Bytes, 3L << 30, 16L << 30);
        estimate.Require(16L << 30, spec, 4);
        estimate.Require(null, spec, 4);
    }
}
