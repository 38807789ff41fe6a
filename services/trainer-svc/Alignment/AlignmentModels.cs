using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.TrainerService.FineTuning;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>The base model, and what of it is trained.</summary>
internal sealed class AlignmentModels : IDisposable
{
    private AlignmentModels(TextToImagePipeline pipeline, IFineTuning tuning) => (Pipeline, Tuning) = (pipeline, tuning);

    /// <summary>The base in float32, for encoding; its UNet may be what is trained.</summary>
    public TextToImagePipeline Pipeline { get; }

    public IFineTuning Tuning { get; }

    public NoiseSchedule Schedule => Pipeline.NoiseSchedule;

    /// <param name="spec">Says what is trained; its model's name is for errors.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="RunFailureException">The folder is no model, or a damaged one.</exception>
    public static AlignmentModels Load(TrainingSpec spec, string folder, long seed)
    {
        TorchRuntime.EnsureLoaded();
        var device = cuda.is_available() ? CUDA : CPU;

        // Micro-batches side by side use the processors better than threads within an operation, and sums do not change their order.
        TorchRuntime.SetThreads(1);
        TextToImagePipeline? pipeline = null;
        try
        {
            pipeline = TextToImagePipeline.FromPretrained(folder, device: device);
            return new AlignmentModels(pipeline, FineTunings.Create(spec, pipeline.Unet, Path.Combine(folder, "unet"), device, seed));
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or SafetensorsException or IOException)
        {
            pipeline?.Dispose();
            throw new RunFailureException($"training.model '{spec.Model}' cannot be loaded: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Tuning.Dispose();
        Pipeline.Dispose();
    }
}
