using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.FineTuning;
using InstructEngine.TrainerService.Losses;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

/// <summary>A trainer over six random samples, always the same ones.</summary>
internal sealed class TinyTraining : IDisposable
{
    private readonly UNet2DConditionModel _reference = TinyModel.UNet();
    private readonly FullFineTuning _tuning;
    private readonly Conditioning _conditioning;
    private readonly AlignmentData _data;

    public TinyTraining(IPreferenceLoss loss, int parts, TrainingSpec? spec = null)
    {
        using var generator = new Generator(1, CPU);
        TinyModel.Randomise(Policy, generator);
        _reference.load_state_dict(Policy.state_dict());
        _conditioning = new(randn([8, 32, 16], generator: generator), randn([8, 16], generator: generator), zeros([1, 6]));
        _data = new(randn([6, 2, 4, 8, 8], generator: generator), randint(1, 8, [6, 2], int64, generator: generator));
        var schedule = new NoiseSchedule(TinyModel.Scheduler);
        var plan = new AlignmentPlan(spec ?? Spec, 1, _data.Count, schedule.NumTrainTimesteps, parts);
        _tuning = new FullFineTuning(Policy, Policy, _reference);
        Trainer = new AlignmentTrainer(_tuning, new DenoisingErrors(schedule, _conditioning), _data, loss, plan);
    }

    public static TrainingSpec Spec { get; } = TrainingBench.Training with { BatchSize = 6 };

    public UNet2DConditionModel Policy { get; } = TinyModel.UNet();

    public AlignmentTrainer Trainer { get; }

    /// <summary>From here on the reference gives no number.</summary>
    public void SpoilReference()
    {
        using var noGrad = no_grad();
        foreach (var parameter in _reference.parameters())
        {
            parameter.fill_(float.NaN);
        }
    }

    public void Dispose()
    {
        Trainer.Dispose();
        _tuning.Dispose();
        Policy.Dispose();
        _conditioning.Dispose();
        _data.Dispose();
    }
}
