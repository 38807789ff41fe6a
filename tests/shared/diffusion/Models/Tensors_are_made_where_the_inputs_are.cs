using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Vae;
using InstructEngine.Diffusion.Schedulers;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Models;

/// <summary>
/// On the meta device nothing is computed, but an operation on tensors of two devices fails as it would on a GPU. libtorch has no convolution,
/// normalisation and embedding there, so that whole models cannot run on it: these are the parts that make tensors of their own.
/// </summary>
public sealed class Tensors_are_made_where_the_inputs_are
{
    [Fact]
    public void In_the_embedding_of_time()
    {
        using var scope = NewDisposeScope();
        using var embedding = Layers.WithoutStorage(() => new TimestepEmbedding(9, 16));
        using var timesteps = new Timesteps(9, flipSinToCos: true, freqShift: 0);
        Meta([2, 16], embedding.forward(timesteps.forward(On(2))));
    }

    [Fact]
    public void Where_tiles_are_joined()
    {
        using var scope = NewDisposeScope();
        Meta([2, 3, 40, 26], new TiledPass(8, 16).Run(On(2, 3, 20, 13), tile => nn.functional.interpolate(tile, scale_factor: [2, 2])));
    }

    [Fact]
    public void Where_latents_are_drawn()
    {
        using var scope = NewDisposeScope();
        using var latents = DiagonalGaussianDistribution.FromMoments(On(1, 8, 4, 4));
        Meta([1, 4, 4, 4], latents.Sample(On(1, 4, 4, 4)));
        Meta([1, 4, 4, 4], latents.Mode());
    }

    [Theory]
    [InlineData("DDIMScheduler")]
    [InlineData("DDPMScheduler")]
    [InlineData("DPMSolverMultistepScheduler")]
    [InlineData("EulerDiscreteScheduler")]
    [InlineData("PNDMScheduler")]
    public void In_the_steps_of_the_samplers(string sampler)
    {
        using var scope = NewDisposeScope();
        using var scheduler = SchedulerFactory.Create(new SchedulerConfig { ClassName = sampler, SkipPrkSteps = true, PredictionType = "v_prediction" });
        scheduler.SetTimesteps(5);
        var sample = On(1, 4, 8, 8);
        for (var step = 0; step < scheduler.Timesteps.Count; step++)
            sample = scheduler.Step(scheduler.ScaleModelInput(sample, step), step, sample, () => On(1, 4, 8, 8));
        Meta([1, 4, 8, 8], sample);
    }

    private static Tensor On(params long[] shape) => empty(shape, ScalarType.Float32, META);

    private static void Meta(long[] shape, Tensor output)
    {
        Assert.Equal(shape, output.shape);
        Assert.Equal(DeviceType.META, output.device_type);
    }
}
