using InstructEngine.Diffusion;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class Only_what_a_loss_reads_is_computed
{
    public Only_what_a_loss_reads_is_computed() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Its_value_is_that_from_all_four_combinations()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            using var scope = NewDisposeScope();
            var all = LossSamples.Random(6, seed);
            foreach (var loss in AllLosses.Every(LossSamples.Beta))
            {
                var read = Without(all, ~loss.Reads);
                Assert.Equal(loss.Compute(all).PerSample.data<float>().ToArray(), loss.Compute(read).PerSample.data<float>().ToArray());
            }
        }
    }

    [Fact]
    public void Every_combination_that_it_reads_counts()
    {
        using var scope = NewDisposeScope();
        var all = LossSamples.Random(6);
        foreach (var loss in AllLosses.Every(LossSamples.Beta))
        {
            foreach (var index in loss.Reads.Indices())
            {
                Assert.All(loss.Compute(Without(all, (Combinations)(1 << (int)index))).PerSample.data<float>().ToArray(), each => Assert.Equal(float.NaN, each));
            }
        }
    }

    [Fact]
    public void Its_gradient_is_that_from_all_four_combinations()
    {
        using var preferences = new TinyPreferences(samples: 3, seed: 41);
        foreach (var loss in AllLosses.Every(2))
        {
            using var scope = NewDisposeScope();
            TinyPreferences.Same(
                preferences.Of(loss, preferences.Batch), preferences.Of(loss, preferences.Batch, loss.Reads), loss.Name);
        }
    }

    [Theory]
    [InlineData("cross-validation", null, 0, 24, 24)]
    [InlineData("cross-validation", "both", 1, 24, 24)]
    [InlineData("diffusion-dpo", null, 0, 12, 12)]
    [InlineData("diffusion-dpo", null, 1, 18, 12)]
    [InlineData("diffusion-dpo", "random-direction", 0, 12, 12)]
    [InlineData("sft", null, 0, 6, 0)]
    [InlineData("sft", null, 1, 12, 0)]
    [InlineData("sft-both", null, 0, 12, 0)]
    [InlineData("sft-both", null, 1, 12, 0)]
    public void A_step_of_six_samples_says_what_it_cost(string loss, string? terms, double sftWeight, int policy, int reference)
    {
        var spec = TinyTraining.Spec with { Loss = loss, Terms = terms, SftWeight = sftWeight };
        using var training = new TinyTraining(PreferenceLosses.Create(loss, spec.Beta, terms), parts: 2, spec);
        var entry = training.Trainer.Step(0);
        Assert.Equal((policy, reference), (entry.PolicyPasses, entry.ReferencePasses));
        Assert.True(double.IsFinite(entry.Loss) && entry.GradNorm > 0);
    }

    private static CombinationErrors Without(CombinationErrors errors, Combinations combinations)
    {
        var left = Combinations.All & ~combinations;
        var unknown = zeros([4]);
        foreach (var index in (Combinations.All & combinations).Indices())
        {
            unknown[index] = float.NaN;
        }

        return new(errors.Policy + unknown.view(2, 2), errors.Reference! + unknown.view(2, 2), left);
    }
}
