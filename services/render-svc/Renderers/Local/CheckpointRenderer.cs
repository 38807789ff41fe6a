using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Lora;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Verification;
using static TorchSharp.torch;

namespace InstructEngine.RenderService.Renderers.Local;

/// <summary>
/// Draws with a model folder, and a LoRA merged into it. The weights are there once: their forward passes change nothing, and grad mode and dispose scopes
/// belong to a thread, so several threads may draw at once.
/// </summary>
internal sealed class CheckpointRenderer : IImageRenderer, IDisposable
{
    private readonly TextToImagePipeline _pipeline;
    private readonly DrawingThreads _threads;

    private CheckpointRenderer(string name, TextToImagePipeline pipeline, DrawingThreads threads)
    {
        (Name, _pipeline, _threads) = (name, pipeline, threads);
        WeightsHash = ModelWeights.Hash(Tensors(pipeline));
    }

    public string Name { get; }

    public string WeightsHash { get; }

    /// <summary>For those who watch it draw.</summary>
    internal TextToImagePipeline Pipeline => _pipeline;

    /// <param name="lora">The LoRA's file, or null.</param>
    /// <exception cref="InvalidDataException">The folder is no model, or a damaged one.</exception>
    /// <exception cref="SafetensorsException">The weights or the LoRA are damaged, or the LoRA does not fit.</exception>
    public static CheckpointRenderer Load(RendererSpec spec, string folder, string? lora, Device device, DrawingThreads threads)
    {
        TorchRuntime.EnsureLoaded();

        // Pairs side by side use the processors better than threads within an operation, and sums do not change their order.
        TorchRuntime.SetThreads(1);
        var dtype = spec.Precision == "bfloat16" ? ScalarType.BFloat16 : ScalarType.Float32;
        var pipeline = TextToImagePipeline.FromPretrained(folder, dtype, device);
        try
        {
            if (lora is not null)
            {
                var models = LoraModels.Of(pipeline);
                using var adapter = LoraAdapter.Load(lora, models);
                adapter.Scale = spec.LoraScale ?? 1;
                adapter.MergeInto(models);
            }

            return new CheckpointRenderer(NameOf(spec), pipeline, threads);
        }
        catch
        {
            pipeline.Dispose();
            throw;
        }
    }

    public async Task<Drawing> DrawAsync(IReadOnlyList<ImageRequest> requests, DrawingSettings settings, CancellationToken cancellationToken)
    {
        var generation = Generation(settings);
        try
        {
            var (images, time) = await _threads.RunAsync(() => Draw(requests, generation, cancellationToken), cancellationToken);
            RenderMetrics.Drawn(Name, time);
            var how = new ImageDrawing(
                Name, WeightsHash, Sampler.NameOf(generation.Scheduler ?? _pipeline.SchedulerConfig), settings.Steps, settings.GuidanceScale,
                Math.Round(time.TotalSeconds / images.Count, 4));
            return new Drawing([.. images.Select(image => new DrawnImage(image, how))]);
        }
        catch (NotFiniteException exception)
        {
            return Drawing.Rejected(RejectionKinds.NotFinite, exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new RunFailureException($"Renderer '{Name}' cannot draw with these settings: {exception.Message}", exception);
        }
        catch (Exception exception) when (TorchMemory.IsExhausted(exception))
        {
            throw new RunFailureException(
                $"Renderer '{Name}' needs more memory than there is on {_pipeline.Device}, even for one image at a time: {exception.Message.Split('\n')[0]} "
                + "What would help: a smaller rendering.size, precision bfloat16, a lower Render:Concurrency. Run again, it goes on where it stopped.",
                exception);
        }
    }

    public void Dispose() => _pipeline.Dispose();

    private (IReadOnlyList<RgbImage> Images, TimeSpan Time) Draw(IReadOnlyList<ImageRequest> requests, GenerationSettings settings, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var images = MemoryFallback.Draw(requests, batch => _pipeline.Generate(batch, settings, cancellation: cancellationToken));
        return (images, Stopwatch.GetElapsedTime(began));
    }

    private GenerationSettings Generation(DrawingSettings settings) => new()
    {
        Steps = settings.Steps,
        GuidanceScale = settings.GuidanceScale,
        Width = settings.Size?.Width,
        Height = settings.Size?.Height,
        Scheduler = settings.Scheduler is { } name && Sampler.TryParse(name, out var sampler) ? sampler!.Adapt(_pipeline.SchedulerConfig) : null,
    };

    private static string NameOf(RendererSpec spec) => (spec.Lora, spec.LoraScale) switch
    {
        (null, _) => spec.Model!,
        (var lora, null or 1) => $"{spec.Model} + {lora}",
        var (lora, scale) => FormattableString.Invariant($"{spec.Model} + {lora} × {scale}"),
    };

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
