using InstructEngine.Diffusion;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class A_step_in_parts
{
    public A_step_in_parts() => TorchRuntime.EnsureLoaded();

    [Fact]
    public void Is_the_step_of_the_whole_batch()
    {
        using var scope = NewDisposeScope();
        var (whole, wholeWeights) = Steps(parts: 1);
        var (inParts, partWeights) = Steps(parts: 3);
        Assert.Equal(whole.Loss, inParts.Loss, 1e-6);
        Assert.Equal(whole.SftLoss!.Value, inParts.SftLoss!.Value, 1e-6);
        Assert.Equal(whole.ImplicitAccuracy, inParts.ImplicitAccuracy, 1e-9);
        Assert.Equal(whole.GradNorm, inParts.GradNorm, whole.GradNorm * 1e-4);
        Assert.True((wholeWeights - partWeights).abs().max().item<float>() < 1e-5);
    }

    /// <summary>Two steps: in the second the model differs from the reference.</summary>
    private static (TrainingLogEntry Last, Tensor Weights) Steps(int parts)
    {
        using var training = new TinyTraining(new CrossValidationLoss(TinyTraining.Spec.Beta), parts);
        training.Trainer.Step(0);
        var last = training.Trainer.Step(1);
        return (last, cat([.. training.Policy.parameters().Select(parameter => parameter.detach().flatten())]));
    }
}
