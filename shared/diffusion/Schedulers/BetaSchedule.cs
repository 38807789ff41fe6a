using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Schedulers;

/// <summary>The named beta schedules, float32 <c>[num_train_timesteps]</c>.</summary>
internal static class BetaSchedule
{
    private const double LargestBeta = 0.999;

    public static Tensor Make(SchedulerConfig config)
    {
        var betas = config.TrainedBetas is { } trained
            ? tensor(trained.Select(beta => (float)beta).ToArray())
            : Named(config);
        return config.RescaleBetasZeroSnr ? RescaleToZeroTerminalSnr(betas) : betas;
    }

    private static Tensor Named(SchedulerConfig config)
    {
        var (start, end, count) = (config.BetaStart, config.BetaEnd, config.NumTrainTimesteps);
        return config.BetaSchedule switch
        {
            "linear" => linspace(start, end, count, ScalarType.Float32),
            "scaled_linear" => linspace(Math.Sqrt(start), Math.Sqrt(end), count, ScalarType.Float32).square(),
            "squaredcos_cap_v2" => SquaredCosine(count),
            _ => throw new ArgumentException(
                $"beta_schedule '{config.BetaSchedule}' is unknown; linear, scaled_linear or squaredcos_cap_v2 is needed."),
        };
    }

    private static Tensor SquaredCosine(int count)
    {
        return tensor(Enumerable.Range(0, count)
            .Select(i => (float)Math.Min(1 - AlphaBar((i + 1.0) / count) / AlphaBar((double)i / count), LargestBeta)).ToArray());

        static double AlphaBar(double t) => Math.Pow(Math.Cos((t + 0.008) / 1.008 * Math.PI / 2), 2);
    }

    /// <remarks>arXiv 2305.08891, algorithm 1: shift and scale sqrt(a) so that it ends in 0 and begins where it did.</remarks>
    private static Tensor RescaleToZeroTerminalSnr(Tensor betas)
    {
        var root = (1 - betas).cumprod(0).sqrt();
        var (first, last) = (root[0], root[-1]);
        var bar = ((root - last) * (first / (first - last))).square();
        var alphas = cat([bar[..1], bar[1..] / bar[..^1]]);
        return 1 - alphas;
    }
}
