using InstructEngine.Diffusion;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Losses;

public sealed class Supervised_losses_need_no_reference
{
    public Supervised_losses_need_no_reference() => TorchRuntime.EnsureLoaded();

    [Theory]
    [InlineData("sft", 0.1f)]
    [InlineData("sft-both", 0.25f)]
    public void They_are_the_model_s_own_error_whatever_beta_is(string name, float expected)
    {
        using var scope = NewDisposeScope();
        var policy = tensor(new[] { 0.1f, 0.2f, 0.3f, 0.4f }).view(1, 2, 2);
        foreach (var beta in new[] { 1.0, 5000 })
        {
            var terms = PreferenceLosses.Create(name, beta).Compute(new(policy, Reference: null));
            Assert.Equal(expected, terms.PerSample.item<float>(), 1e-6f);
        }
    }

    [Theory]
    [InlineData("sft", 1.0)]
    [InlineData("sft-both", 0.5)]
    public void Their_implicit_accuracy_is_the_model_s_own_and_against_a_reference_where_there_is_one(string name, double alone)
    {
        using var scope = NewDisposeScope();
        var policy = tensor(new[] { 0.1f, 0.2f, 0.3f, 0.4f }).view(1, 2, 2);
        var better = tensor(new[] { 0.1f, 0.3f, 0.3f, 0.3f }).view(1, 2, 2);
        var loss = PreferenceLosses.Create(name, 1);
        Assert.Equal(alone, loss.Compute(new(policy, null)).ImplicitAccuracy());
        Assert.Equal(0, loss.Compute(new(policy, better)).ImplicitAccuracy());
    }

    [Theory]
    [InlineData("sft")]
    [InlineData("sft-both")]
    public void A_step_does_not_run_the_reference(string name)
    {
        var loss = new Watched(PreferenceLosses.Create(name, 200));
        using var training = new TinyTraining(loss, parts: 1);
        Assert.True(training.Trainer.Step(0).GradNorm > 0);
        Assert.False(loss.SawReference);
    }

    [Fact]
    public void A_step_that_contrasts_does()
    {
        using var training = new TinyTraining(PreferenceLosses.Create("cross-validation", 200), parts: 2);
        training.SpoilReference();
        Assert.Throws<TrainingDivergedException>(() => training.Trainer.Step(0));
    }

    [Theory]
    [InlineData("sft")]
    [InlineData("sft-both")]
    public async Task A_training_with_one_runs_and_its_loss_falls(string name)
    {
        var spec = TrainingBench.Training with { Loss = name, Steps = 40, SftWeight = 0, CaptionDropout = 0 };
        await using var bench = await TrainingBench.StartAsync(spec);
        var job = bench.NewJob();
        await bench.RunAsync(job);
        var log = Assert.Single(await bench.Harness.StoredAsync<TrainingLog>(TrainingLog.Collection, DemoPairs.RunId));
        Assert.Equal(name, log.Loss);
        Assert.True(log.Entries.TakeLast(8).Average(entry => entry.Loss) < log.Entries.Take(8).Average(entry => entry.Loss));
    }

    private sealed class Watched(IPreferenceLoss loss) : IPreferenceLoss
    {
        public string Name => loss.Name;

        public bool NeedsReference => loss.NeedsReference;

        public bool SawReference { get; private set; }

        public PreferenceTerms Compute(CombinationErrors errors)
        {
            SawReference |= errors.Reference is not null;
            return loss.Compute(errors);
        }
    }
}
