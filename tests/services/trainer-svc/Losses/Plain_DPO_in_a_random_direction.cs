using InstructEngine.Diffusion;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class Plain_DPO_in_a_random_direction
{
    private static readonly long[] Rows = [.. Enumerable.Range(0, 200).Select(row => (long)row)];

    public Plain_DPO_in_a_random_direction() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Swaps_both_pairs_of_about_half_the_samples_and_draws_all_else_as_without()
    {
        using var scope = NewDisposeScope();
        using var data = new AlignmentData(arange(400, dtype: float32).view(200, 2, 1, 1, 1), arange(1, 401, dtype: int64).view(200, 2));
        using var fixedDirection = AlignmentBatch.Draw(data, Rows, new(new(0, 1000)), seed: 3);
        using var random = AlignmentBatch.Draw(data, Rows, new(new(0, 1000), RandomDirection: true), seed: 3);
        Assert.Equal(fixedDirection.Noise.bytes.ToArray(), random.Noise.bytes.ToArray());
        Assert.Equal(fixedDirection.Timesteps.bytes.ToArray(), random.Timesteps.bytes.ToArray());
        var (instructions, latents) = (random.Instructions.data<long>().ToArray(), random.Latents.data<float>().ToArray());
        var swapped = Rows.Where(row => instructions[2 * row] == (2 * row) + 2).ToHashSet();
        Assert.InRange(swapped.Count, 70, 130);
        foreach (var row in Rows)
        {
            var (first, second) = swapped.Contains(row) ? (1, 0) : (0, 1);
            Assert.Equal(((2 * row) + 1 + first, (2 * row) + 1 + second), (instructions[2 * row], instructions[(2 * row) + 1]));
            Assert.Equal(((2f * row) + first, (2f * row) + second), (latents[2 * row], latents[(2 * row) + 1]));
        }
    }

    [Fact]
    public void Draws_other_directions_in_other_steps()
    {
        using var scope = NewDisposeScope();
        using var data = new AlignmentData(zeros([200, 2, 1, 1, 1]), arange(1, 401, dtype: int64).view(200, 2));
        using var one = AlignmentBatch.Draw(data, Rows, new(new(0, 1000), RandomDirection: true), seed: 3);
        using var other = AlignmentBatch.Draw(data, Rows, new(new(0, 1000), RandomDirection: true), seed: 4);
        Assert.InRange(one.Instructions.eq(other.Instructions).sum().item<long>() / 2, 60, 140);
    }

    [Fact]
    public void Is_on_the_average_of_both_directions_cross_validation()
    {
        using var preferences = new TinyPreferences(samples: 3, seed: 51);
        using var scope = NewDisposeScope();
        var batch = preferences.Batch;
        var swapped = batch with { Latents = batch.Latents.flip(1), Instructions = batch.Instructions.flip(1) };
        var loss = PreferenceLosses.Create("diffusion-dpo", 2, "random-direction");
        var (one, other) = (preferences.Of(loss, batch, loss.Reads), preferences.Of(loss, swapped, loss.Reads));
        TinyPreferences.Same(
            preferences.Of(PreferenceLosses.Create("cross-validation", 2), batch),
            ((one.Loss + other.Loss) / 2, (one.Gradient + other.Gradient) / 2), "the mean of both directions");
    }

    [Fact]
    public void Trains_otherwise_than_in_the_fixed_one()
    {
        var losses = new[] { null, "random-direction" }.Select(terms =>
        {
            var spec = TinyTraining.Spec with { Loss = "diffusion-dpo", Terms = terms };
            using var training = new TinyTraining(PreferenceLosses.Create("diffusion-dpo", spec.Beta, terms), parts: 1, spec);
            training.Trainer.Step(0);
            return training.Trainer.Step(1).Loss;
        }).ToArray();
        Assert.NotEqual(losses[0], losses[1]);
    }
}
