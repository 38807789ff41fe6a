using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>Euler steps along the probability flow, arXiv 2206.00364, algorithm 2 without churn.</summary>
public sealed class EulerDiscreteScheduler : IScheduler
{
    private readonly SigmaTable _table;
    private double[] _timesteps = [];
    private double[] _sigmas = [];

    public EulerDiscreteScheduler(SchedulerConfig config)
    {
        Schedule = new NoiseSchedule(config);
        _table = new SigmaTable(Schedule);
        EulerSettings.Require(config);
    }

    public NoiseSchedule Schedule { get; }
    public IReadOnlyList<double> Timesteps => _timesteps;

    /// <summary>Noise levels of the steps and the final 0.</summary>
    public IReadOnlyList<double> Sigmas => _sigmas;

    public double InitNoiseSigma => Spacing == SamplerTimesteps.Leading ? Math.Sqrt(_sigmas[0] * _sigmas[0] + 1) : _sigmas[0];

    private string Spacing => Schedule.Config.TimestepSpacing ?? SamplerTimesteps.Linspace;

    public void SetTimesteps(int count)
    {
        SamplerTimesteps.RequireCount(count, Schedule.NumTrainTimesteps);
        // Unlike the samplers on alphas, this one does not round evenly spaced timesteps.
        var timesteps = Spacing == SamplerTimesteps.Linspace
            ? SamplerTimesteps.Descending(count, i => (float)SamplerTimesteps.LinspaceAt(i, count, Schedule.NumTrainTimesteps - 1))
            : SamplerTimesteps.Make(Schedule, count, Spacing);
        var sigmas = Array.ConvertAll(timesteps, _table.At);
        if (Schedule.Config.UseKarrasSigmas)
        {
            sigmas = SigmaTable.Karras(sigmas[0], sigmas[^1], count);
            timesteps = Array.ConvertAll(sigmas, _table.TimestepOf);
        }

        (_timesteps, _sigmas) = (timesteps, [.. sigmas, 0]);
    }

    public Tensor ScaleModelInput(Tensor sample, int step) => sample / Math.Sqrt(_sigmas[step] * _sigmas[step] + 1);

    public Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null)
    {
        var (sigma, next) = (_sigmas[step], _sigmas[step + 1]);
        using var scope = NewDisposeScope();
        var slope = modelOutput;
        if (Schedule.PredictionType == PredictionType.VPrediction)
        {
            var variance = sigma * sigma + 1;
            var original = modelOutput * (-sigma / Math.Sqrt(variance)) + sample / variance;
            slope = (sample - original) / sigma;
        }

        return (sample + slope * (next - sigma)).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
    }
}
