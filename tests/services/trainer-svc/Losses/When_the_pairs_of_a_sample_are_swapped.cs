using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class When_the_pairs_of_a_sample_are_swapped
{
    public When_the_pairs_of_a_sample_are_swapped() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(null)]
    [InlineData("image-fixed")]
    [InlineData("both")]
    public void Its_loss_stays_the_same(string? terms)
    {
        var loss = PreferenceLosses.Create("cross-validation", LossSamples.Beta, terms);
        for (var seed = 1; seed <= 20; seed++)
        {
            using var scope = NewDisposeScope();
            var errors = LossSamples.Random(6, seed);
            var swapped = new CombinationErrors(errors.Policy.flip(1, 2), errors.Reference!.flip(1, 2));
            var (expected, found) = (loss.Compute(errors).PerSample, loss.Compute(swapped).PerSample);
            Assert.True((expected - found).abs().max().item<float>() <= 1e-6f * (1 + expected.max().item<float>()));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("image-fixed")]
    [InlineData("both")]
    public void Its_gradient_stays_the_same(string? terms)
    {
        using var scope = NewDisposeScope();
        using var preferences = new TinyPreferences(samples: 3, seed: 11);
        var loss = PreferenceLosses.Create("cross-validation", 2, terms);
        var batch = preferences.Batch;
        var swapped = batch with { Latents = batch.Latents.flip(1), Instructions = batch.Instructions.flip(1) };
        TinyPreferences.Same(preferences.Of(loss, batch), preferences.Of(loss, swapped), loss.Name);
    }

    [Fact]
    public void Plain_Diffusion_DPO_and_supervision_of_one_image_are_other_losses_then()
    {
        // What shows that the tests above can fail.
        foreach (var loss in new[] { PreferenceLosses.Create("diffusion-dpo", LossSamples.Beta), PreferenceLosses.Create("sft", LossSamples.Beta) })
        {
            using var scope = NewDisposeScope();
            var errors = LossSamples.Random(6);
            var swapped = new CombinationErrors(errors.Policy.flip(1, 2), errors.Reference!.flip(1, 2));
            Assert.True((loss.Compute(errors).PerSample - loss.Compute(swapped).PerSample).abs().min().item<float>() > 1e-6f);
        }
    }
}
