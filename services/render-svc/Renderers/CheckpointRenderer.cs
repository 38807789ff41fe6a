using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.RenderService.Renderers;

/// <summary>
/// Draws with a model folder. The weights are there once: their forward passes change nothing, and grad mode and dispose scopes belong to a thread,
/// so several threads may draw at once.
/// </summary>
internal sealed class CheckpointRenderer : IImageRenderer, IDisposable
{
    private readonly TextToImagePipeline _pipeline;

    private CheckpointRenderer(string name, TextToImagePipeline pipeline)
    {
        (Name, _pipeline) = (name, pipeline);
        WeightsHash = ModelWeights.Hash(Tensors(pipeline));
    }

    public string Name { get; }

    public string WeightsHash { get; }

    /// <exception cref="InvalidDataException">The folder is no model, or a damaged one.</exception>
    public static CheckpointRenderer Load(string name, string folder)
    {
        TorchRuntime.EnsureLoaded();
        var device = cuda.is_available() ? CUDA : CPU;

        // Pairs side by side use the processors better than threads within an operation, and sums do not change their order.
        TorchRuntime.SetThreads(1);
        return new CheckpointRenderer(name, TextToImagePipeline.FromPretrained(folder, device: device));
    }

    public IReadOnlyList<RgbImage> Draw(
        IReadOnlyList<ImageRequest> requests, int steps, double guidanceScale, CancellationToken cancellationToken) =>
        _pipeline.Generate(requests, new GenerationSettings { Steps = steps, GuidanceScale = guidanceScale }, cancellation: cancellationToken);

    public void Dispose() => _pipeline.Dispose();

    private static Dictionary<string, Tensor> Tensors(TextToImagePipeline pipeline)
    {
        var parts = new (string Prefix, nn.Module? Module)[]
        {
            ("unet", pipeline.Unet),
            ("vae", pipeline.Vae),
            ("text_encoder", pipeline.TextEncoding?.Model),
            ("text_encoder_2", pipeline.TextEncoding2?.Model),
        };
        return parts.Where(part => part.Module is not null)
            .SelectMany(part => ModelWeights.Tensors(part.Module!).Select(entry => ($"{part.Prefix}.{entry.Key}", entry.Value)))
            .ToDictionary(entry => entry.Item1, entry => entry.Value, StringComparer.Ordinal);
    }
}
