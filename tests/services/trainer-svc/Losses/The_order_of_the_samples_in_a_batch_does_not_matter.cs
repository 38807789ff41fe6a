using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class The_order_of_the_samples_in_a_batch_does_not_matter
{
    public The_order_of_the_samples_in_a_batch_does_not_matter() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void To_any_sample_s_loss()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            using var scope = NewDisposeScope();
            var errors = LossSamples.Random(9, seed);
            var order = randperm(9, dtype: int64);
            foreach (var loss in AllLosses.Every(LossSamples.Beta))
            {
                var (inOrder, reordered) = (loss.Compute(errors), loss.Compute(new(errors.Policy[order], errors.Reference![order])));
                Assert.Equal(inOrder.PerSample[order].data<float>().ToArray(), reordered.PerSample.data<float>().ToArray());
                Assert.Equal(inOrder.ImplicitAccuracy()!.Value, reordered.ImplicitAccuracy()!.Value, 1e-12);
            }
        }
    }

    [Fact]
    public void To_the_gradient()
    {
        using var preferences = new TinyPreferences(samples: 4, seed: 31);
        var batch = preferences.Batch;
        using var order = tensor(new long[] { 2, 0, 3, 1 });
        foreach (var loss in AllLosses.Every(2))
        {
            using var scope = NewDisposeScope();
            var reordered = new AlignmentBatch(batch.Latents[order], batch.Instructions[order], batch.Noise[order], batch.Timesteps[order]);
            TinyPreferences.Same(preferences.Of(loss, batch), preferences.Of(loss, reordered), loss.Name);
        }
    }
}
