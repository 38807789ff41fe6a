using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.FineTuning;

/// <summary>The estimate for a dataset on this machine.</summary>
/// <param name="Available">Bytes; null on a GPU, whose memory libtorch's bindings cannot ask for.</param>
internal sealed record TrainingMemory(MemoryEstimate Estimate, long? Available, TrainingSpec Spec, int ParallelParts)
{
    /// <summary>Of text models whose number of tokens a pipeline's configuration does not say.</summary>
    private const int Tokens = 77;

    /// <param name="folder">The model's folder; its weights are not read.</param>
    /// <param name="lines">What will be trained on or held out; its images have one size.</param>
    /// <param name="parallelParts">Parts of a batch computed side by side; null for what suits the machine.</param>
    /// <exception cref="RunFailureException">The model's configuration cannot be used.</exception>
    public static TrainingMemory Of(TrainingSpec spec, string folder, IReadOnlyList<ManifestLine> lines, int? parallelParts)
    {
        TorchRuntime.EnsureLoaded();
        try
        {
            var model = PipelineDescription.Read(folder);
            var device = cuda.is_available() ? CUDA : CPU;
            var parts = new AlignmentOptions(parallelParts).PartsOn(device.type);
            var (height, width) = (lines[0].PreferredImage.Height / model.Vae.Downscale, lines[0].PreferredImage.Width / model.Vae.Downscale);
            var estimate = MemoryEstimate.Of(spec, model.Unet, height, width, parts, DataBytes(lines, model, height, width));
            return new TrainingMemory(estimate, device.type == TorchSharp.DeviceType.CPU ? AvailableMemory.Bytes() : null, spec, parts);
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or IOException)
        {
            throw new RunFailureException($"training.model '{spec.Model}' cannot be loaded: {e.Message}", e);
        }
    }

    /// <exception cref="RunFailureException">The training cannot fit; the message says what would help.</exception>
    public void Require() => Estimate.Require(Available, Spec, ParallelParts);

    private static long DataBytes(IReadOnlyList<ManifestLine> lines, PipelineDescription model, int height, int width)
    {
        var texts = lines.SelectMany(line => new[] { line.Preferred, line.OtherInstruction }).Distinct(StringComparer.Ordinal).Count() + 1L;
        var latents = 2L * lines.Count * model.Unet.InChannels * height * width;
        return sizeof(float) * ((texts * Tokens * model.Unet.CrossAttentionDim[0]) + latents);
    }
}
