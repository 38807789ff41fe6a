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
