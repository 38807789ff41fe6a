using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>DPM-Solver++(2M), arXiv 2211.01095, algorithm 2; first order where <c>solver_order</c> is 1.</summary>
/// <remarks>
/// With a zero-terminal-SNR schedule the first step starts from alpha 2^-24 instead of 0, as diffusers does: log alpha stays finite
/// and v-prediction well defined. Epsilon prediction is refused there.
/// </remarks>
public sealed class DPMSolverMultistepScheduler : IScheduler
{
    private const int FewSteps = 15;
    private readonly SigmaTable _table;
    private readonly ModelOutputHistory _originals;
    private readonly bool _heun;
    private readonly bool _finalZero;
    private double[] _timesteps = [];
    private double[] _sigmas = [];
    private int _next;

    public DPMSolverMultistepScheduler(SchedulerConfig config)
    {
        Schedule = new NoiseSchedule(config);
        _table = new SigmaTable(Schedule);
        DPMSolverSettings.Require(config);
        _originals = new ModelOutputHistory(config.SolverOrder ?? 2);
        _heun = config.SolverType == "heun";
        _finalZero = config.FinalSigmasType != "sigma_min";
    }

    public NoiseSchedule Schedule { get; }
    public IReadOnlyList<double> Timesteps => _timesteps;

    /// <summary>Noise levels of the steps and the final one.</summary>
    public IReadOnlyList<double> Sigmas => _sigmas;
    public double InitNoiseSigma => 1;

    private SchedulerConfig Config => Schedule.Config;

    public void SetTimesteps(int count)
    {
        var train = Schedule.NumTrainTimesteps;
        SamplerTimesteps.RequireCount(count, train);
        var spacing = Config.TimestepSpacing ?? SamplerTimesteps.Linspace;
        var timesteps = spacing switch
        {
            // One more than the steps: the last one is where the sampler arrives.
            SamplerTimesteps.Linspace => SamplerTimesteps.Descending(count + 1, i => Math.Round(SamplerTimesteps.LinspaceAt(i, count + 1, train - 1)))[..^1],
            SamplerTimesteps.Leading => SamplerTimesteps.Descending(count + 1, i => i * (train / (count + 1)) + Config.StepsOffset)[..^1],
            SamplerTimesteps.Trailing => SamplerTimesteps.Trail(count, train),
            _ => throw SamplerTimesteps.Unknown(spacing),
        };
        var sigmas = Array.ConvertAll(timesteps, _table.At);
        if (Config.UseKarrasSigmas)
        {
            sigmas = SigmaTable.Karras(_table.Greatest, _table.Least, count);
            timesteps = Array.ConvertAll(sigmas, sigma => Math.Round(_table.TimestepOf(sigma)));
        }

        _originals.Clear();
        (_timesteps, _sigmas, _next) = (timesteps, [.. sigmas, _finalZero ? 0 : _table.Least], 0);
    }

    public Tensor ScaleModelInput(Tensor sample, int step) => sample.alias();

    public Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null)
    {
        StepOrder.Require(step, _next++);
        using var scope = NewDisposeScope();
        var (alphaFrom, spreadFrom, lambdaFrom) = Level(_sigmas[step]);
        var (alphaTo, spreadTo, lambdaTo) = Level(_sigmas[step + 1]);
        _originals.Push(Schedule.PredictionType == PredictionType.VPrediction
            ? alphaFrom * sample - spreadFrom * modelOutput
            : (sample - spreadFrom * modelOutput) / alphaFrom);
        var width = lambdaTo - lambdaFrom;
        var weight = alphaTo * -double.ExpM1(-width);
        var next = spreadTo / spreadFrom * sample + weight * _originals[0];
        if (_originals.Count > 1 && !IsFirstOrder(step))
        {
            var ratio = (lambdaFrom - Level(_sigmas[step - 1]).Lambda) / width;
            var change = (_originals[0] - _originals[1]) / ratio;
            next += (_heun ? alphaTo * (double.ExpM1(-width) / width + 1) : 0.5 * weight) * change;
        }

        return next.MoveToOuterDisposeScope();
    }

    public void Dispose() => _originals.Dispose();

    private static (double Alpha, double Spread, double Lambda) Level(double sigma)
    {
        var alpha = 1 / Math.Sqrt(sigma * sigma + 1);
        return (alpha, sigma * alpha, -Math.Log(sigma));
    }

    private bool IsFirstOrder(int step) => step == _timesteps.Length - 1
        && (_finalZero || Config.EulerAtFinal || ((Config.LowerOrderFinal ?? true) && _timesteps.Length < FewSteps));
}
