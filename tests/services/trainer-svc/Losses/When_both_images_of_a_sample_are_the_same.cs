using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class When_both_images_of_a_sample_are_the_same
{
    public When_both_images_of_a_sample_are_the_same() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData("cross-validation")]
    [InlineData("diffusion-dpo")]
    public void Nothing_is_learned_from_it(string name)
    {
        using var scope = NewDisposeScope();
        var loss = PreferenceLosses.Create(name, 2);
        for (var seed = 1; seed <= 3; seed++)
        {
            using var preferences = new TinyPreferences(samples: 2, seed);
            var batch = preferences.Batch;
            var same = batch with { Latents = batch.Latents.narrow(1, 0, 1).expand_as(batch.Latents).contiguous() };
            var (usual, found) = (preferences.Of(loss, batch), preferences.Of(loss, same));
            Assert.Equal(Math.Log(2), found.Loss, 1e-6);
            var share = (found.Gradient.norm() / usual.Gradient.norm()).item<float>();
            Assert.True(share < 1e-5, $"The gradient's norm is {share:g3} of what it is with two images.");
        }
    }
}
