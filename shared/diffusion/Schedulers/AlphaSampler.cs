using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>What the samplers share that work on alphas_cumprod: one spacing rule, unit starting noise, unscaled input.</summary>
public abstract class AlphaSampler : IScheduler
{
    private double[] _timesteps = [];

    private protected AlphaSampler(SchedulerConfig config)
    {
        Schedule = new NoiseSchedule(config);
        if (config.Thresholding)
        {
            throw new ArgumentException("thresholding is not supported; false is needed (it is for pixel-space models).");
        }
    }

    public NoiseSchedule Schedule { get; }
    public IReadOnlyList<double> Timesteps => _timesteps;
    public double InitNoiseSigma => 1;

    private protected SchedulerConfig Config => Schedule.Config;
    private protected int StepRatio { get; private set; }

    public virtual void SetTimesteps(int count)
    {
        var spaced = SamplerTimesteps.Make(Schedule, count, Config.TimestepSpacing ?? SamplerTimesteps.Leading);
        StepRatio = Schedule.NumTrainTimesteps / count;
        _timesteps = Arrange(spaced);
        foreach (var timestep in _timesteps)
        {
            RequireUsable((int)timestep);
        }
    }

    public Tensor ScaleModelInput(Tensor sample, int step) => sample.alias();

    public abstract Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private protected virtual double[] Arrange(double[] timesteps) => timesteps;

    /// <summary>alphas_cumprod; before the first timestep there is <paramref name="final"/>.</summary>
    private protected double Alpha(int timestep, double final) => timestep < 0 ? final : Schedule.AlphasCumprod[timestep];

    /// <summary>The clean sample and the noise that a model's output stands for.</summary>
    private protected (Tensor Original, Tensor Noise) Split(Tensor modelOutput, Tensor sample, double alpha)
    {
        var (signal, spread) = (Math.Sqrt(alpha), Math.Sqrt(1 - alpha));
        var (original, noise) = Schedule.PredictionType == PredictionType.VPrediction
            ? (signal * sample - spread * modelOutput, signal * modelOutput + spread * sample)
            : ((sample - spread * modelOutput) / signal, modelOutput);
        return (Config.ClipSample ?? true ? original.clamp(-Config.ClipSampleRange, Config.ClipSampleRange) : original, noise);
    }

    private void RequireUsable(int timestep)
    {
        if (timestep < 0 || timestep >= Schedule.NumTrainTimesteps)
        {
            throw new ArgumentException(
                $"steps_offset {Config.StepsOffset} leads to timestep {timestep}; 0 to {Schedule.NumTrainTimesteps - 1} can be visited.");
        }

        if (Schedule.AlphasCumprod[timestep] == 0 && Schedule.PredictionType == PredictionType.Epsilon)
        {
            throw new ArgumentException(
                $"prediction_type epsilon says nothing about the picture at timestep {timestep}, which is pure noise; v_prediction is needed with rescale_betas_zero_snr.");
        }
    }
}
