namespace InstructEngine.Diffusion.Schedulers;

/// <summary>sigma = sqrt((1 - a_t) / a_t) of every training timestep, for the samplers that count in noise levels (arXiv 2206.00364).</summary>
internal sealed class SigmaTable
{
    // Stands for pure noise: sigma 4096 instead of infinity.
    private const double LeastAlpha = 1.0 / (1 << 24);
    private const double KarrasRho = 7;
    private readonly double[] _sigmas;

    public SigmaTable(NoiseSchedule schedule) =>
        _sigmas = [.. schedule.AlphasCumprod.Select(alpha => Math.Max(alpha, LeastAlpha)).Select(alpha => Math.Sqrt((1 - alpha) / alpha))];

    public double Least => _sigmas[0];
    public double Greatest => _sigmas[^1];

    /// <summary>Linear between the whole timesteps.</summary>
    public double At(double timestep)
    {
        var low = Math.Clamp((int)timestep, 0, _sigmas.Length - 1);
        var high = Math.Min(low + 1, _sigmas.Length - 1);
        return _sigmas[low] + (_sigmas[high] - _sigmas[low]) * (timestep - low);
    }

    /// <summary>The timestep of a noise level, linear in log sigma.</summary>
    public double TimestepOf(double sigma)
    {
        var found = Array.BinarySearch(_sigmas, sigma);
        var low = Math.Clamp(found >= 0 ? found : ~found - 1, 0, _sigmas.Length - 2);
        var (below, above) = (Math.Log(_sigmas[low]), Math.Log(_sigmas[low + 1]));
        return low + Math.Clamp((Math.Log(sigma) - below) / (above - below), 0, 1);
    }

    /// <summary>Noise levels spaced by equation 5 of the paper, descending.</summary>
    public static double[] Karras(double greatest, double least, int count)
    {
        var (top, bottom) = (Math.Pow(greatest, 1 / KarrasRho), Math.Pow(least, 1 / KarrasRho));
        return [.. Enumerable.Range(0, count)
            .Select(i => count == 1 ? 0.0 : (double)i / (count - 1))
            .Select(ramp => Math.Pow(top + ramp * (bottom - top), KarrasRho))];
    }
}
