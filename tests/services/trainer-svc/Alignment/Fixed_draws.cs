using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

/// <summary>Batches of all six samples: a step is an epoch.</summary>
public sealed class Fixed_draws
{
    public Fixed_draws() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData("cross-validation", null, null)]
    [InlineData("diffusion-dpo", null, null)]
    [InlineData("diffusion-dpo", "random-direction", null)]
    [InlineData("cross-validation", null, 2)]
    public void Train_as_if_the_reference_were_computed_in_every_step(string loss, string? terms, int? loraRank)
    {
        var spec = Spec(loss, terms, draws: 2) with { LoraRank = loraRank, LearningRate = 1e-3 };
        using var kept = new TinyTraining(PreferenceLosses.Create(loss, spec.Beta, terms), parts: 2, spec);
        using var again = new TinyTraining(PreferenceLosses.Create(loss, spec.Beta, terms), parts: 2, spec, everyStep: true);
        for (var step = 0; step < 6; step++)
        {
            var (one, other) = (kept.Trainer.Step(step), again.Trainer.Step(step));
            Assert.Equal((other.Loss, other.GradNorm, other.WinnerError, other.LoserError), (one.Loss, one.GradNorm, one.WinnerError, one.LoserError));
            Assert.True(step == 0 || Math.Abs(one.Loss - Math.Log(2)) > 1e-6);
        }

        Assert.True(again.ReferenceRows >= 6 * 6 * PreferenceLosses.Create(loss, 1, terms).Reads.Indices().Length);
    }

    [Fact]
    public void Give_the_errors_that_the_reference_has_on_the_step_s_batch()
    {
        using var scope = NewDisposeScope();
        using var training = new TinyTraining(PreferenceLosses.Create("cross-validation", 200), parts: 2, Spec("cross-validation", null, draws: 2) with { BatchSize = 5 });
        for (var step = 0; step < 4; step++)
        {
            using var batch = training.Plan.Batch(training.Data, step);
            training.Cached.Prepare(batch);
            var (kept, computed) = (training.Cached.Of(batch), training.Errors.Of(training.CountedReference, batch));
            Assert.True((kept - computed).abs().max().item<float>() < 1e-5f);
            Assert.Equal(training.Cached.Of(batch.Slice(1, 3)).data<float>().ToArray(), kept.narrow(0, 1, 3).data<float>().ToArray());
        }
    }

    [Theory]
    [InlineData("cross-validation", 4)]
    [InlineData("diffusion-dpo", 2)]
    public void Run_the_reference_for_each_draw_once(string loss, int combinations)
    {
        using var training = new TinyTraining(PreferenceLosses.Create(loss, 200), parts: 2, Spec(loss, null, draws: 3));
        var told = 0;
        for (var step = 0; step < 9; step++)
        {
            using var batch = training.Plan.Batch(training.Data, step);
            training.Cached.Prepare(batch);
            Assert.Equal(Math.Min(step + 1, 3) * 6 * combinations, training.ReferenceRows);
            told += training.Trainer.Step(step).ReferencePasses!.Value;
        }

        Assert.Equal(training.ReferenceRows, told);
    }

    [Fact]
    public void Give_errors_that_do_not_hang_on_what_was_asked_for_before()
    {
        using var scope = NewDisposeScope();
        var loss = PreferenceLosses.Create("cross-validation", 200);
        var spec = Spec("cross-validation", null, draws: 2) with { BatchSize = 4 };
        using var first = new TinyTraining(loss, parts: 2, spec);
        using var second = new TinyTraining(loss, parts: 2, spec);
        var inOrder = Enumerable.Range(0, 6).Select(step => Bytes(first, step)).ToArray();
        var backwards = Enumerable.Range(0, 6).Reverse().Select(step => Bytes(second, step)).Reverse().ToArray();
        Assert.Equal(inOrder, backwards);

        static string Bytes(TinyTraining training, int step)
        {
            using var batch = training.Plan.Batch(training.Data, step);
            training.Cached.Prepare(batch);
            return Convert.ToHexString(training.Cached.Of(batch).bytes);
        }
    }

    [Fact]
    public void Are_those_of_a_sample_whatever_batch_it_is_in_and_come_back_after_as_many_epochs()
    {
        var loss = PreferenceLosses.Create("cross-validation", 200);
        using var training = new TinyTraining(loss, parts: 1, Spec("cross-validation", null, draws: 2) with { CaptionDropout = 0.5 });
        var epochs = Enumerable.Range(0, 4).Select(step => OfEachSample(training, step)).ToArray();
        Assert.Equal(epochs[0], epochs[2]);
        Assert.Equal(epochs[1], epochs[3]);
        Assert.All(epochs[0].Keys, row => Assert.NotEqual(epochs[0][row], epochs[1][row]));
        Assert.Equal(6, epochs[0].Values.Distinct().Count());
    }

    [Fact]
    public void Are_other_ones_for_another_number_of_them_only_in_their_order()
    {
        var loss = PreferenceLosses.Create("cross-validation", 200);
        using var two = new TinyTraining(loss, parts: 1, Spec("cross-validation", null, draws: 2));
        using var three = new TinyTraining(loss, parts: 1, Spec("cross-validation", null, draws: 3));
        Assert.Equal(OfEachSample(two, 1), OfEachSample(three, 1));
        Assert.NotEqual(OfEachSample(two, 2), OfEachSample(three, 2));
    }

    private static TrainingSpec Spec(string loss, string? terms, int draws) =>
        TinyTraining.Spec with { Loss = loss, Terms = terms, ReferenceDraws = draws, SftWeight = 0, CaptionDropout = 0.2 };

    private static Dictionary<long, string> OfEachSample(TinyTraining training, int step)
    {
        using var batch = training.Plan.Batch(training.Data, step);
        return batch.Draws!.Select((draw, i) => (draw.Row, Drawn: Of(batch.Slice(i, 1)))).ToDictionary(each => each.Row, each => each.Drawn);

        static string Of(AlignmentBatch one) => string.Join(
            ' ', new[] { one.Noise, one.Timesteps, one.Instructions }.Select(drawn => Convert.ToHexString(drawn.contiguous().bytes)));
    }
}
