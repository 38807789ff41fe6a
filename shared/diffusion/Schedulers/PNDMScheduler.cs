using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>
/// Pseudo linear multistep sampling, arXiv 2202.09778, with the second step taken twice instead of Runge-Kutta steps
/// (<c>skip_prk_steps</c>), as Stable Diffusion 1.5 was published with.
/// </summary>
public sealed class PNDMScheduler : AlphaSampler
{
    private const int Order = 4;
    private readonly ModelOutputHistory _history = new(Order);
    private Tensor? _first;
    private int _next;

    public PNDMScheduler(SchedulerConfig config) : base(WithoutClipping(config))
    {
        if (!config.SkipPrkSteps)
        {
            throw new ArgumentException("skip_prk_steps false is not supported; true is needed.");
        }
    }

    public override void SetTimesteps(int count)
    {
        base.SetTimesteps(count);
        if (Schedule.AlphasCumprod[(int)Timesteps[0]] == 0)
        {
            throw new InvalidOperationException("PNDM cannot start from pure noise (zero terminal SNR); DDIM with trailing spacing can.");
        }

        Forget();
    }

    public override Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null)
    {
        StepOrder.Require(step, _next++);
        var timestep = (int)Timesteps[step];
        var (from, to) = step == 1 ? (timestep + StepRatio, timestep) : (timestep, timestep - StepRatio);
        using var scope = NewDisposeScope();
        if (step == 0)
        {
            _first = sample.clone().DetachFromDisposeScope();
        }

        var start = sample;
        Tensor slope;
        if (step == 1)
        {
            (start, slope) = (_first!, (modelOutput + _history[0]) / 2);
        }
        else
        {
            _history.Push(modelOutput);
            slope = Slope();
        }

        return Transfer(start, Math.Min(from, Schedule.NumTrainTimesteps - 1), to, slope).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        Forget();
        base.Dispose(disposing);
    }

    private protected override double[] Arrange(double[] timesteps) =>
        timesteps.Length < 2 ? timesteps : [timesteps[0], timesteps[1], .. timesteps[1..]];

    // Clipping is no part of this sampler.
    private static SchedulerConfig WithoutClipping(SchedulerConfig config) => config with { ClipSample = false };

    private Tensor Slope() => _history.Count switch
    {
        1 => _history[0],
        2 => (3 * _history[0] - _history[1]) / 2,
        3 => (23 * _history[0] - 16 * _history[1] + 5 * _history[2]) / 12,
        _ => (55 * _history[0] - 59 * _history[1] + 37 * _history[2] - 9 * _history[3]) / 24,
    };

    /// <remarks>Equation 9 of the paper, with alphas_cumprod for its alpha.</remarks>
    private Tensor Transfer(Tensor sample, int from, int to, Tensor output)
    {
        var final = Config.SetAlphaToOne ?? false ? 1.0 : Schedule.AlphasCumprod[0];
        var (alpha, previous) = (Alpha(from, final), Alpha(to, final));
        var noise = Schedule.PredictionType == PredictionType.VPrediction
            ? Math.Sqrt(alpha) * output + Math.Sqrt(1 - alpha) * sample
            : output;
        var divisor = alpha * Math.Sqrt(1 - previous) + Math.Sqrt(alpha * (1 - alpha) * previous);
        return Math.Sqrt(previous / alpha) * sample - (previous - alpha) / divisor * noise;
    }

    private void Forget()
    {
        _history.Clear();
        _first?.Dispose();
        (_first, _next) = (null, 0);
    }
}
