using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>
/// The forward process z_t = sqrt(a_t) x + sqrt(1 - a_t) noise, with a_t = <see cref="AlphasCumprod"/>, computed in float32 as
/// the reference computes it. What training needs of a scheduler (DDPM, arXiv 2006.11239).
/// </summary>
public sealed class NoiseSchedule
{
    private readonly float[] _alphasCumprod;

    /// <exception cref="ArgumentException">A field holds a value that no schedule can have; the message names it.</exception>
    public NoiseSchedule(SchedulerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        NoiseScheduleRules.Check(config);
        TorchRuntime.EnsureLoaded();
        Config = config;
        PredictionType = config.PredictionType switch
        {
            "epsilon" => PredictionType.Epsilon,
            "v_prediction" => PredictionType.VPrediction,
            _ => throw new ArgumentException($"prediction_type '{config.PredictionType}' is unknown; epsilon or v_prediction is needed."),
        };
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var betas = BetaSchedule.Make(config);
        Betas = betas.data<float>().ToArray();
        _alphasCumprod = (1 - betas).cumprod(0).data<float>().ToArray();
    }

    public SchedulerConfig Config { get; }
    public PredictionType PredictionType { get; }
    public int NumTrainTimesteps => _alphasCumprod.Length;
    public IReadOnlyList<float> Betas { get; }
    public IReadOnlyList<float> AlphasCumprod => _alphasCumprod;

    /// <summary>Signal-to-noise ratio a_t / (1 - a_t); 0 at the last timestep of a zero-terminal-SNR schedule.</summary>
    public double Snr(int timestep) => _alphasCumprod[timestep] / (1.0 - _alphasCumprod[timestep]);

    /// <summary>sqrt(a_t) x + sqrt(1 - a_t) noise.</summary>
    /// <param name="original">Clean latents <c>[B, ...]</c>.</param>
    /// <param name="noise">Unit normal noise of the same shape.</param>
    /// <param name="timesteps">int64 <c>[B]</c>, 0 to <see cref="NumTrainTimesteps"/> - 1.</param>
    public Tensor AddNoise(Tensor original, Tensor noise, Tensor timesteps)
    {
        using var scope = NewDisposeScope();
        var (signal, spread) = Coefficients(original, timesteps);
        return (signal * original + spread * noise).MoveToOuterDisposeScope();
    }

    /// <summary>The v-prediction target sqrt(a_t) noise - sqrt(1 - a_t) x (arXiv 2202.00512).</summary>
    /// <inheritdoc cref="AddNoise" path="/param"/>
    public Tensor GetVelocity(Tensor original, Tensor noise, Tensor timesteps)
    {
        using var scope = NewDisposeScope();
        var (signal, spread) = Coefficients(original, timesteps);
        return (signal * noise - spread * original).MoveToOuterDisposeScope();
    }

    /// <summary>What the model is trained to give: the noise, or the velocity.</summary>
    /// <inheritdoc cref="AddNoise" path="/param"/>
    public Tensor Target(Tensor original, Tensor noise, Tensor timesteps) =>
        PredictionType == PredictionType.VPrediction ? GetVelocity(original, noise, timesteps) : noise.alias();

    private (Tensor Signal, Tensor Spread) Coefficients(Tensor like, Tensor timesteps)
    {
        var batch = timesteps.dim() == 1 && timesteps.shape[0] == like.shape[0];
        if (!batch || timesteps.dtype != ScalarType.Int64)
        {
            throw new ArgumentException(
                $"Timesteps have shape [{string.Join(", ", timesteps.shape)}] and type {timesteps.dtype}; int64 of shape [{like.shape[0]}] is needed.",
                nameof(timesteps));
        }

        var shape = like.shape.Select((_, axis) => axis == 0 ? -1L : 1L).ToArray();
        var alphas = tensor(_alphasCumprod, device: like.device)[timesteps.to(like.device)];
        return (alphas.sqrt().view(shape).to(like.dtype), (1 - alphas).sqrt().view(shape).to(like.dtype));
    }
}
