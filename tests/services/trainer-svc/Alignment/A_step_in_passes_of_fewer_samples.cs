using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class A_step_in_passes_of_fewer_samples
{
    public A_step_in_passes_of_fewer_samples() => TorchRuntime.EnsureLoaded();

    /// <summary>Of a batch of 6: four does not divide it.</summary>
    [Theory]
    [InlineData("cross-validation", 1, 1)]
    [InlineData("cross-validation", 4, 1)]
    [InlineData("cross-validation", 2, 2)]
    [InlineData("cross-validation", 1, 4)]
    [InlineData("diffusion-dpo", 2, 1)]
    [InlineData("sft", 2, 1)]
    [InlineData("sft-both", 4, 1)]
    public void Is_the_step_of_the_large_batch(string loss, int microBatchSize, int parts)
    {
        using var scope = NewDisposeScope();
        var (whole, wholeMove) = Steps(loss, microBatchSize: null, parts: 1);
        var (inPasses, move) = Steps(loss, microBatchSize, parts);
        Assert.Equal(whole.Loss, inPasses.Loss, 1e-5);
        Assert.Equal(whole.SftLoss!.Value, inPasses.SftLoss!.Value, 1e-5);
        Assert.Equal(whole.ImplicitAccuracy.HasValue, inPasses.ImplicitAccuracy.HasValue);
        Assert.Equal(whole.ImplicitAccuracy ?? 0, inPasses.ImplicitAccuracy ?? 0, 1e-9);
        Assert.Equal(whole.GradNorm, inPasses.GradNorm, whole.GradNorm * 1e-4);
        Assert.True((wholeMove - move).norm().item<float>() < 1e-2 * wholeMove.norm().item<float>());
    }

    [Fact]
    public void Has_as_few_passes_as_there_may_be()
    {
        using var training = new TinyTraining(PreferenceLosses.Create("sft", 1), parts: 1);
        var plan = new AlignmentPlan(TinyTraining.Spec with { MicroBatchSize = 4 }, 1, 6, 1000, parts: 1);
        using var batch = new AlignmentBatch(zeros([6, 2, 4, 8, 8]), zeros([6, 2], int64), zeros([6, 4, 8, 8]), zeros([6], int64), TimeIds: zeros([6, 2, 6]));
        var passes = plan.Passes(batch);
        Assert.Equal([3, 3], passes.Select(pass => pass.Count));
        Assert.All(passes, pass => Assert.Equal(3, pass.TimeIds!.shape[0]));
    }

    /// <summary>Two steps, and how far they moved the weights: in the second the model differs from the reference.</summary>
    private static (TrainingLogEntry Last, Tensor Move) Steps(string loss, int? microBatchSize, int parts)
    {
        using var training = new TinyTraining(PreferenceLosses.Create(loss, TinyTraining.Spec.Beta), parts, TinyTraining.Spec with { MicroBatchSize = microBatchSize });
        var before = Weights(training);
        training.Trainer.Step(0);
        var last = training.Trainer.Step(1);
        return (last, Weights(training) - before);
    }

    private static Tensor Weights(TinyTraining training) => cat([.. training.Policy.parameters().Select(parameter => parameter.detach().flatten())]);
}
