using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class Denoising_errors
{
    [Theory]
    [InlineData("epsilon")]
    [InlineData("v_prediction")]
    public void Are_measured_against_the_model_s_own_target(string predictionType)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var schedule = new NoiseSchedule(TinyModel.Scheduler with { PredictionType = predictionType });

        // A model that always predicts 0: its error is the target's own mean square.
        using var unet = TinyModel.UNet();
        using (no_grad())
        {
            foreach (var (name, parameter) in unet.named_parameters())
            {
                if (name.StartsWith("conv_out.", StringComparison.Ordinal))
                {
                    parameter.zero_();
                }
            }
        }

        var (latents, noise) = (randn([2, 2, 4, 8, 8], generator: generator), randn([2, 4, 8, 8], generator: generator));
        using var conditioning = new Conditioning(randn([3, 32, 16], generator: generator), randn([3, 16], generator: generator), zeros([1, 6]));
        var batch = new AlignmentBatch(latents, tensor(new long[] { 1, 2, 2, 1 }).view(2, 2), noise, tensor(new long[] { 10, 700 }));
        var errors = new DenoisingErrors(schedule, conditioning).Of(unet, batch);

        Assert.Equal([2, 2, 2], errors.shape);
        for (var sample = 0; sample < 2; sample++)
        {
            var alpha = schedule.AlphasCumprod[(int)batch.Timesteps[sample].item<long>()];
            for (var image = 0; image < 2; image++)
            {
                var target = predictionType == "epsilon"
                    ? noise[sample]
                    : (Math.Sqrt(alpha) * noise[sample]) - (Math.Sqrt(1 - alpha) * latents[sample, image]);
                var expected = target.square().mean().item<float>();
                Assert.Equal(expected, errors[sample, 0, image].item<float>(), 1e-4f);
                Assert.Equal(expected, errors[sample, 1, image].item<float>(), 1e-4f);
            }
        }
    }
}
