using System.Diagnostics;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Benchmarks;

/// <param name="Seconds">Of one decoding.</param>
/// <param name="PeakBytes">Peak resident memory of the process.</param>
internal sealed record VaeMeasurement(double Seconds, long PeakBytes)
{
    /// <summary>Decodes latents of one square picture with an autoencoder of Stable Diffusion's size and random weights.</summary>
    public static VaeMeasurement Run(int side, bool tiled, int threads)
    {
        TorchRuntime.SetThreads(threads);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var vae = new AutoencoderKL(StableDiffusion15.Vae);
        var z = randn(1, StableDiffusion15.Vae.LatentChannels, side / StableDiffusion15.Vae.Downscale, side / StableDiffusion15.Vae.Downscale);
        var clock = Stopwatch.StartNew();
        using var image = vae.Decode(z, tiled);
        return new(clock.Elapsed.TotalSeconds, OwnProcess.PeakMemory());
    }
}
