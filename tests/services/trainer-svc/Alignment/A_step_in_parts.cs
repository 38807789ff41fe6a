using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class A_step_in_parts
{
    public A_step_in_parts() => TorchRuntime.EnsureLoaded();

    /// <summary>Of a batch of 6: four parts are not of one size.</summary>
    [Theory]
    [InlineData("cross-validation", 2)]
    [InlineData("cross-validation", 3)]
    [InlineData("cross-validation", 4)]
    [InlineData("cross-validation", 6)]
    [InlineData("diffusion-dpo", 4)]
    [InlineData("sft", 4)]
    [InlineData("sft-both", 4)]
    public void Is_the_step_of_the_whole_batch(string loss, int parts)
    {
        using var scope = NewDisposeScope();
        var (whole, wholeMove) = Steps(loss, parts: 1);
        var (inParts, partMove) = Steps(loss, parts);
        Assert.Equal(whole.Loss, inParts.Loss, 1e-5);
        Assert.Equal(whole.SftLoss!.Value, inParts.SftLoss!.Value, 1e-5);
        Assert.Equal(whole.ImplicitAccuracy ?? -1, inParts.ImplicitAccuracy ?? -1, 1e-9);
        Assert.Equal(whole.GradNorm, inParts.GradNorm, whole.GradNorm * 1e-4);
        Assert.True((wholeMove - partMove).norm().item<float>() < 1e-2 * wholeMove.norm().item<float>());
    }

    /// <summary>Two steps, and how far they moved the weights: in the second the model differs from the reference.</summary>
    private static (TrainingLogEntry Last, Tensor Move) Steps(string loss, int parts)
    {
        using var training = new TinyTraining(PreferenceLosses.Create(loss, TinyTraining.Spec.Beta), parts);
        var before = Weights(training);
        training.Trainer.Step(0);
        var last = training.Trainer.Step(1);
        return (last, Weights(training) - before);
    }

    private static Tensor Weights(TinyTraining training) => cat([.. training.Policy.parameters().Select(parameter => parameter.detach().flatten())]);
}
