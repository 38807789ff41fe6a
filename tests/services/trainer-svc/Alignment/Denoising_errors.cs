using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
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

    [Theory]
    [InlineData((int)Combinations.Instruction1Image1)]
    [InlineData((int)Combinations.Instruction2Image1)]
    [InlineData((int)Combinations.OfInstruction1)]
    [InlineData((int)Combinations.Own)]
    [InlineData((int)(Combinations.OfInstruction1 | Combinations.Instruction2Image2))]
    public void Are_computed_where_asked_for_and_not_numbers_elsewhere(int asked)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        using var generator = new Generator(2, CPU);
        using var unet = TinyModel.UNet();
        TinyModel.Randomise(unet, generator);
        using var conditioning = new Conditioning(randn([3, 32, 16], generator: generator), randn([3, 16], generator: generator), zeros([1, 6]));
        var batch = new AlignmentBatch(
            randn([3, 2, 4, 8, 8], generator: generator), tensor(new long[] { 1, 2, 2, 1, 0, 2 }).view(3, 2),
            randn([3, 4, 8, 8], generator: generator), tensor(new long[] { 10, 700, 300 }));
        var errors = new DenoisingErrors(new NoiseSchedule(TinyModel.Scheduler), conditioning);
        var rows = 0L;
        ((nn.Module<Tensor, Tensor>)unet.named_children().Single(child => child.name == "conv_in").module).register_forward_pre_hook((_, input) =>
        {
            rows += input.shape[0];
            return input;
        });
        var all = errors.Of(unet, batch).view(3, 4);
        var found = errors.Of(unet, batch, (Combinations)asked).view(3, 4);
        var indices = ((Combinations)asked).Indices();
        Assert.Equal(12 + (3 * indices.Length), rows);
        for (var index = 0; index < 4; index++)
        {
            var (expected, column) = (all.select(1, index).data<float>().ToArray(), found.select(1, index).data<float>().ToArray());
            Assert.All(expected.Zip(column), each => Assert.Equal(indices.Contains(index) ? each.First : float.NaN, each.Second, 1e-5f));
        }
    }
}
