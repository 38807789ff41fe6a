using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>Denoising Diffusion Implicit Models, arXiv 2010.02502, equation 12.</summary>
public sealed class DDIMScheduler(SchedulerConfig config) : AlphaSampler(config)
{
    /// <summary>0: deterministic; 1: as much noise as DDPM.</summary>
    public double Eta { get; init; }

    public override Tensor Step(Tensor modelOutput, int step, Tensor sample, Func<Tensor>? noise = null)
    {
        var timestep = (int)Timesteps[step];
        var final = Config.SetAlphaToOne ?? true ? 1.0 : Schedule.AlphasCumprod[0];
        var (alpha, previous) = (Alpha(timestep, final), Alpha(timestep - StepRatio, final));
        using var scope = NewDisposeScope();
        var (original, predictedNoise) = Split(modelOutput, sample, alpha);
        var deviation = Eta * Math.Sqrt((1 - previous) / (1 - alpha) * (1 - alpha / previous));
        var next = Math.Sqrt(previous) * original + Math.Sqrt(1 - previous - deviation * deviation) * predictedNoise;
        if (Eta > 0)
        {
            next += deviation * (noise ?? throw new ArgumentNullException(nameof(noise), "Eta above 0 adds noise in every step."))();
        }

        return next.MoveToOuterDisposeScope();
    }
}
