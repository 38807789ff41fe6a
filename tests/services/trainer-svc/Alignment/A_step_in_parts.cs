using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Services.Tests.Harness;
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
        using var generator = new Generator(1, CPU);
        using var policy = TinyModel.UNet();
        using var reference = TinyModel.UNet();
        TinyModel.Randomise(policy, generator);
        reference.load_state_dict(policy.state_dict());
        using var conditioning = new Conditioning(randn([8, 32, 16], generator: generator), randn([8, 16], generator: generator), zeros([1, 6]));
        using var data = new AlignmentData(randn([6, 2, 4, 8, 8], generator: generator), randint(1, 8, [6, 2], int64, generator: generator));
        var schedule = new NoiseSchedule(TinyModel.Scheduler);
        var spec = TrainingBench.Training with { BatchSize = 6 };
        var plan = new AlignmentPlan(spec, 1, data.Count, schedule.NumTrainTimesteps, parts);
        using var trainer = new AlignmentTrainer(
            policy, reference, new DenoisingErrors(schedule, conditioning), data, new CrossValidationLoss(spec.Beta), plan);
        trainer.Step(0);
        var last = trainer.Step(1);
        return (last, cat([.. policy.parameters().Select(parameter => parameter.detach().flatten())]));
    }
}
