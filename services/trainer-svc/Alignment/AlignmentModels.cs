using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>The base model, and a second copy of its UNet that never moves.</summary>
internal sealed class AlignmentModels : IDisposable
{
    private AlignmentModels(TextToImagePipeline pipeline, UNet2DConditionModel reference)
    {
        (Pipeline, Reference) = (pipeline, reference);
        ReferenceHash = ModelWeights.Hash(reference);
        Policy.train();
    }

    /// <summary>Its UNet is <see cref="Policy"/>.</summary>
    public TextToImagePipeline Pipeline { get; }

    /// <summary>The model being aligned.</summary>
    public UNet2DConditionModel Policy => Pipeline.Unet;

    public UNet2DConditionModel Reference { get; }

    /// <summary>Content hash of the reference's weights.</summary>
    public string ReferenceHash { get; }

    public NoiseSchedule Schedule => Pipeline.NoiseSchedule;

    /// <param name="name">The folder as the spec names it, for errors.</param>
    /// <exception cref="RunFailureException">The folder is no model, or a damaged one.</exception>
    public static AlignmentModels Load(string name, string folder)
    {
        TorchRuntime.EnsureLoaded();
        var device = cuda.is_available() ? CUDA : CPU;

        // Micro-batches side by side use the processors better than threads within an operation, and sums do not change their order.
        TorchRuntime.SetThreads(1);
        TextToImagePipeline? pipeline = null;
        try
        {
            pipeline = TextToImagePipeline.FromPretrained(folder, device: device);
            return new AlignmentModels(pipeline, UNet2DConditionModel.FromPretrained(Path.Combine(folder, "unet"), device: device));
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or SafetensorsException or IOException)
        {
            pipeline?.Dispose();
            throw new RunFailureException($"training.model '{name}' cannot be loaded: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Pipeline.Dispose();
        Reference.Dispose();
    }
}
