using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.FineTuning;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.FineTuning;

public sealed class The_memory_estimate
{
    private static readonly UNet2DConditionConfig StableDiffusion15 = new() { CrossAttentionDim = 768 };

    public The_memory_estimate() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Counts_the_parameters_of_the_published_model()
    {
        var full = MemoryEstimate.Of(TrainingBench.Training, StableDiffusion15, 64, 64, 1);
        Assert.Equal((859_520_964, 859_520_964), (full.UNetParameters, full.TrainedParameters));

        // What diffusers trains at rank 4 on to_q, to_k, to_v and to_out.0.
        var lora = MemoryEstimate.Of(TrainingBench.Training with { LoraRank = 4 }, StableDiffusion15, 64, 64, 1);
        Assert.Equal((859_520_964, 797_184), (lora.UNetParameters, lora.TrainedParameters));
    }

    [Fact]
    public void Counts_what_training_holds()
    {
        using var tiny = new TinyTuning(loraRank: 2);
        var spec = TrainingBench.Training with { LoraRank = 2 };
        var estimate = MemoryEstimate.Of(spec, TinyModel.UNet().Config, 8, 8, 1);
        Assert.Equal(tiny.Tuning.Parameters.Sum(entry => entry.Parameter.NumberOfElements), estimate.TrainedParameters);
    }

    [Theory]
    [InlineData("gradientCheckpointing", "activations")]
    [InlineData("microBatchSize", "activations")]
    [InlineData("bfloat16", "activations")]
    [InlineData("bfloat16", "reference")]
    [InlineData("lora", "optimiser")]
    [InlineData("lora", "gradients")]
    [InlineData("lora", "reference")]
    public void Is_lower_for_what_saves_memory(string setting, string part)
    {
        var spec = TrainingBench.Training with { BatchSize = 8, EmaDecay = 0.9 };
        var saving = setting switch
        {
            "gradientCheckpointing" => spec with { GradientCheckpointing = true },
            "microBatchSize" => spec with { MicroBatchSize = 1 },
            "bfloat16" => spec with { Precision = "bfloat16" },
            _ => spec with { LoraRank = 16 },
        };
        var (before, after) = (MemoryEstimate.Of(spec, StableDiffusion15, 64, 64, 2), MemoryEstimate.Of(saving, StableDiffusion15, 64, 64, 2));
        Assert.True(after.Bytes < before.Bytes);
        Assert.True(Of(after) <= Of(before) / 2);

        long Of(MemoryEstimate estimate) => estimate.Parts.Single(found => found.What == part).Bytes;
    }
}
