using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Lora;
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
    private readonly IFineTuning _tuning;
    private readonly Conditioning _conditioning;
    private readonly AlignmentData _data;

    /// <param name="everyStep">Runs the reference in every step, even where the spec has fixed draws.</param>
    public TinyTraining(IPreferenceLoss loss, int parts, TrainingSpec? spec = null, bool everyStep = false)
    {
        spec ??= Spec;
        using var generator = new Generator(1, CPU);
        TinyModel.Randomise(Policy, generator);
        _reference.load_state_dict(Policy.state_dict());
        _conditioning = new(randn([8, 32, 16], generator: generator), randn([8, 16], generator: generator), zeros([1, 6]));
        _data = new(randn([6, 2, 4, 8, 8], generator: generator), randint(1, 8, [6, 2], int64, generator: generator));
        var schedule = new NoiseSchedule(TinyModel.Scheduler);
        var plan = new AlignmentPlan(spec, 1, _data.Count, schedule.NumTrainTimesteps, parts);
        _tuning = spec.LoraRank is { } rank
            ? new LoraFineTuning(Policy, Policy, () => throw new NotSupportedException(), new LoraSettings { Rank = rank, Seed = 1 })
            : new FullFineTuning(Policy, Policy, _reference);
        var errors = new DenoisingErrors(schedule, _conditioning);
        Trainer = new AlignmentTrainer(
            _tuning, errors, _data, loss, plan, everyStep ? new Forgetful(() => new ReferenceErrorCache(errors, CountedReference, loss.Reads, plan, _data)) : null);
        Cached = new ReferenceErrorCache(errors, CountedReference, loss.Reads, plan, _data);
        Plan = plan;
        Errors = errors;
    }

    /// <summary>A cache apart from the trainer's.</summary>
    public ReferenceErrorCache Cached { get; }

    public AlignmentPlan Plan { get; }

    public DenoisingErrors Errors { get; }

    public AlignmentData Data => _data;

    /// <summary>Rows that went through <see cref="CountedReference"/>.</summary>
    public int ReferenceRows { get; private set; }

    public Tensor CountedReference(Tensor sample, Tensor timesteps, Tensor encoderHiddenStates, AddedConditions? added)
    {
        lock (_tuning)
        {
            ReferenceRows += (int)sample.shape[0];
        }

        return _tuning.PredictReference(sample, timesteps, encoderHiddenStates, added);
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

    /// <summary>A cache that is empty at each step.</summary>
    private sealed class Forgetful(Func<IReferenceErrors> open) : IReferenceErrors
    {
        private IReferenceErrors _current = open();

        public void Prepare(AlignmentBatch batch)
        {
            _current = open();
            _current.Prepare(batch);
        }

        public Tensor Of(AlignmentBatch part) => _current.Of(part);
    }
}
