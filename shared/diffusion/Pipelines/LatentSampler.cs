using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>
/// The sampling loop: scheduler, UNet and classifier-free guidance on one batch of latents. Latents and guidance are float32 whatever the model's dtype;
/// the reference keeps them in the model's dtype, which rounds every step of a bfloat16 model to 8 bits.
/// </summary>
internal sealed class LatentSampler(UNet2DConditionModel unet, IScheduler scheduler, GenerationSettings settings)
{
    /// <summary>Called with the latents after each step; for those who watch.</summary>
    public Action<int, Tensor>? StepDone { get; init; }

    /// <param name="noise">Unit normal float32 <c>[B, 4, h, w]</c>.</param>
    /// <param name="conditioning">For the same pictures.</param>
    /// <param name="moreNoise">The pictures' further noise, for samplers that add some.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellation">Watched before every step.</param>
    /// <returns>Clean latents of the shape of <paramref name="noise"/>, float32.</returns>
    public Tensor Run(
        Tensor noise, Conditioning conditioning, Func<Tensor> moreNoise, IProgress<GenerationProgress>? progress, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        scheduler.SetTimesteps(settings.Steps);
        var steps = scheduler.Timesteps.Count;
        var latents = noise * scheduler.InitNoiseSigma;
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            var next = Advance(latents, step, conditioning, moreNoise);
            latents.Dispose();
            latents = next;
            StepDone?.Invoke(step, latents);
            progress?.Report(new GenerationProgress(step + 1, steps));
        }

        return latents.MoveToOuterDisposeScope();
    }

    private Tensor Advance(Tensor latents, int step, Conditioning conditioning, Func<Tensor> moreNoise)
    {
        using var scope = NewDisposeScope();
        var input = scheduler.ScaleModelInput(latents, step);
        input = (conditioning.IsGuided ? cat([input, input]) : input).to(conditioning.Context.dtype);
        var timestep = tensor(scheduler.Timesteps[step], ScalarType.Float32, input.device);
        var output = unet.call(input, timestep, conditioning.Context, conditioning.Added).to(ScalarType.Float32);
        if (conditioning.IsGuided)
        {
            output = Guide(output);
        }

        return scheduler.Step(output, step, latents, moreNoise).MoveToOuterDisposeScope();
    }

    private Tensor Guide(Tensor output)
    {
        var halves = output.chunk(2);
        var (negative, prompted) = (halves[0], halves[1]);
        var guided = negative + settings.GuidanceScale * (prompted - negative);
        if (settings.GuidanceRescale == 0)
        {
            return guided;
        }

        var rescaled = guided * (Deviation(prompted) / Deviation(guided));
        return settings.GuidanceRescale * rescaled + (1 - settings.GuidanceRescale) * guided;

        static Tensor Deviation(Tensor x) => x.std([1, 2, 3], unbiased: true, keepdim: true);
    }
}
