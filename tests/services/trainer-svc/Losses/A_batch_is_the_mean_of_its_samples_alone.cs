using InstructEngine.Diffusion;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class A_batch_is_the_mean_of_its_samples_alone
{
    public A_batch_is_the_mean_of_its_samples_alone() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void In_its_loss()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            using var scope = NewDisposeScope();
            var errors = LossSamples.Random(5, seed);
            foreach (var loss in AllLosses.Every(LossSamples.Beta))
            {
                var whole = LossSamples.Mean(loss.Compute(errors));
                var alone = Enumerable.Range(0, 5).Average(sample => LossSamples.Mean(
                    loss.Compute(new(errors.Policy.narrow(0, sample, 1), errors.Reference!.narrow(0, sample, 1)))));
                Assert.Equal(alone, whole, 1e-6 * (1 + alone));
            }
        }
    }

    [Fact]
    public void In_its_gradient()
    {
        using var preferences = new TinyPreferences(samples: 3, seed: 21);
        foreach (var loss in AllLosses.Every(2))
        {
            using var scope = NewDisposeScope();
            var alone = Enumerable.Range(0, 3).Select(sample => preferences.Of(loss, preferences.Batch.Slice(sample, 1))).ToArray();
            var mean = (alone.Average(each => each.Loss), stack(alone.Select(each => each.Gradient)).mean([0]));
            TinyPreferences.Same(mean, preferences.Of(loss, preferences.Batch), loss.Name);
        }
    }
}
