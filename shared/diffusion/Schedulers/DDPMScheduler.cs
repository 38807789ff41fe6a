using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>Ancestral sampling of Denoising Diffusion Probabilistic Models, arXiv 2006.11239, equations 6 and 7.</summary>
public sealed class DDPMScheduler : AlphaSampler
{
    private const double LeastVariance = 1e-20;
    private readonly bool _large;

    public DDPMScheduler(SchedulerConfig config) : base(config) => _large = (config.VarianceType ?? "fixed_small") switch
    {
        "fixed_small" => false,
        "fixed_large" => true,
        _ => throw new ArgumentException($"variance_type '{config.VarianceType}' is unknown; fixed_small or fixed_large is needed."),
    };

    public override Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null)
    {
        var timestep = (int)Timesteps[step];
        var (alpha, previous) = (Alpha(timestep, 1), Alpha(timestep - StepRatio, 1));
        var stepAlpha = alpha / previous;
        using var scope = NewDisposeScope();
        var (original, _) = Split(modelOutput, sample, alpha);
        var next = Math.Sqrt(previous) * (1 - stepAlpha) / (1 - alpha) * original
            + Math.Sqrt(stepAlpha) * (1 - previous) / (1 - alpha) * sample;
        if (timestep > 0)
        {
            var variance = _large ? 1 - stepAlpha : (1 - previous) / (1 - alpha) * (1 - stepAlpha);
            var drawn = (noise ?? throw new ArgumentNullException(nameof(noise), "DDPM adds noise in every step but the last."))();
            next += Math.Sqrt(Math.Max(variance, LeastVariance)) * drawn;
        }

        return next.MoveToOuterDisposeScope();
    }
}
