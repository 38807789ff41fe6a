using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class The_cross_validation_loss
{
    private static readonly CrossValidationLoss Loss = new(LossSamples.Beta);

    public The_cross_validation_loss() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Is_ln_2_for_every_sample_where_the_model_equals_the_reference()
    {
        var errors = LossSamples.Random(5);
        var terms = Loss.Compute(errors with { Policy = errors.Reference });
        Assert.All(terms.PerSample.data<float>().ToArray(), loss => Assert.Equal((float)Math.Log(2), loss));
        Assert.Equal(0.5, terms.ImplicitAccuracy());
    }

    [Fact]
    public void Stays_the_same_when_the_two_pairs_of_a_sample_are_swapped()
    {
        var errors = LossSamples.Random(6);
        var swapped = new CombinationErrors(errors.Policy.flip(1, 2), errors.Reference.flip(1, 2));
        Assert.Equal(Loss.Compute(errors).PerSample.data<float>().ToArray(), Loss.Compute(swapped).PerSample.data<float>().ToArray());
    }

    [Fact]
    public void Is_the_mean_of_plain_Diffusion_DPO_on_either_instruction()
    {
        var errors = LossSamples.Random(4);
        var dpo = new DiffusionDpoLoss(LossSamples.Beta);
        var first = dpo.Compute(errors).PerSample;
        var second = dpo.Compute(new(errors.Policy.flip(1, 2), errors.Reference.flip(1, 2))).PerSample;
        var expected = ((first + second) / 2).data<float>().ToArray();
        var found = Loss.Compute(errors).PerSample.data<float>().ToArray();
        for (var i = 0; i < found.Length; i++)
        {
            Assert.Equal(expected[i], found[i], 1e-6f);
        }
    }

    [Fact]
    public void Has_no_gradient_where_both_images_are_the_same()
    {
        var errors = LossSamples.Random(3);
        var oneImage = errors.Policy[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(0, 1)].detach().requires_grad_(true);
        var reference = errors.Reference[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(0, 1)].expand(3, 2, 2);
        Loss.Compute(new(oneImage.expand(3, 2, 2), reference)).PerSample.mean().backward();
        Assert.Equal(0, oneImage.grad!.abs().max().item<float>());
    }

    [Fact]
    public void Takes_the_logarithm_per_sample_before_the_mean()
    {
        // Two samples with opposite margins: the mean margin is 0, and −log σ of it would be ln 2.
        var policy = tensor(new[] { 0.1f, 0.12f, 0.12f, 0.1f, 0.12f, 0.1f, 0.1f, 0.12f }).view(2, 2, 2);
        var terms = Loss.Compute(new(policy, full_like(policy, 0.11)));
        Assert.Equal((0.0067 + 5.0067) / 2, LossSamples.Mean(terms), 1e-3);
        Assert.Equal(0.5, terms.ImplicitAccuracy());
    }

    [Fact]
    public void Rewards_a_lower_error_on_the_own_image()
    {
        var reference = full([1, 2, 2], 0.1f);
        var better = tensor(new[] { 0.09f, 0.1f, 0.1f, 0.09f }).view(1, 2, 2);
        var terms = Loss.Compute(new(better, reference));
        Assert.True(LossSamples.Mean(terms) < Math.Log(2));
        Assert.Equal(1, terms.ImplicitAccuracy());
    }
}
