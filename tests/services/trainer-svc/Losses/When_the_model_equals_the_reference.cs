using InstructEngine.Diffusion;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class When_the_model_equals_the_reference
{
    public When_the_model_equals_the_reference() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(5000)]
    [InlineData(1e7)]
    public void Every_term_of_every_loss_is_ln_2_at_any_beta(double beta)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            using var scope = NewDisposeScope();
            var errors = LossSamples.Random(7, seed);
            foreach (var loss in AllLosses.Contrasting(beta))
            {
                var terms = loss.Compute(errors with { Policy = errors.Reference! });
                Assert.All((-nn.functional.logsigmoid(terms.Logits)).data<float>().ToArray(), term => Assert.Equal((float)Math.Log(2), term));
                Assert.All(terms.PerSample.data<float>().ToArray(), each => Assert.Equal((float)Math.Log(2), each));
                Assert.Equal(0.5, terms.ImplicitAccuracy());
            }
        }
    }

    [Fact]
    public void The_first_step_of_training_starts_from_ln_2()
    {
        foreach (var loss in AllLosses.Contrasting(2000))
        {
            using var training = new TinyTraining(loss, parts: 2);
            var first = training.Trainer.Step(0);
            Assert.Equal(Math.Log(2), first.Loss, 1e-6);
            Assert.Equal(0.5, first.ImplicitAccuracy);
        }
    }
}
