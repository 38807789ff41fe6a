using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>A model folder's configuration, known before its weights are read.</summary>
/// <param name="IsXL">Whether it is an SDXL pipeline.</param>
public sealed record PipelineDescription(bool IsXL, UNet2DConditionConfig Unet, AutoencoderKLConfig Vae, SchedulerConfig Scheduler)
{
    private const int UsualLatents = 64;

    /// <summary>Side of a picture when none is asked for, in pixels.</summary>
    public int DefaultSize => (Unet.SampleSize is { Count: null or > 0 } trained ? trained[0] : UsualLatents) * Vae.Downscale;

    /// <summary>Reads the configurations of a model folder in diffusers' layout; the weights may still be damaged.</summary>
    /// <exception cref="InvalidDataException">A file is missing, damaged or of another kind of model; the message names it.</exception>
    /// <exception cref="FileNotFoundException">A part has no <c>config.json</c>.</exception>
    /// <exception cref="ModelConfigException">A model's configuration asks for something unknown.</exception>
    public static PipelineDescription Read(string modelFolder) => PipelineFolder.Describe(modelFolder);
}
