using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class When_the_loss_is_no_loss
{
    public When_the_loss_is_no_loss() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(0.0, "exactly 0")]
    [InlineData(double.NaN, "the loss is NaN")]
    [InlineData(double.PositiveInfinity, "the loss is Infinity")]
    public void Training_stops_with_the_step_and_what_was_seen(double value, string told)
    {
        using var training = new TinyTraining(new Constant(value), parts: 1);
        var failure = Assert.Throws<TrainingDivergedException>(() => training.Trainer.Step(6));
        Assert.Contains("at step 7", failure.Message);
        Assert.Contains(told, failure.Message);
    }

    private sealed class Constant(double value) : IPreferenceLoss
    {
        public string Name => "constant";

        public PreferenceTerms Compute(CombinationErrors errors)
        {
            var perSample = (errors.Policy.sum([1, 2]) * 0) + value;
            return new(perSample, zeros([errors.Policy.shape[0], 2]));
        }
    }
}
