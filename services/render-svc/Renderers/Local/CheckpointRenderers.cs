using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;

namespace InstructEngine.RenderService.Renderers.Local;

/// <summary>Renderers of the folders under the models root; each is loaded once and stays.</summary>
internal sealed class CheckpointRenderers(ModelRoot models, RenderOptions options, DrawingThreads threads) : IImageRenderers, IDisposable
{
    private readonly ConcurrentDictionary<RendererSpec, Lazy<CheckpointRenderer>> _loaded = new();

    public Task<IImageRenderer> GetAsync(RendererSpec renderer, CancellationToken cancellationToken)
    {
        // What decides the weights; settings of drawing come with each drawing.
        var key = new RendererSpec(Model: renderer.Model, Lora: renderer.Lora, LoraScale: renderer.LoraScale, Precision: renderer.Precision);
        return _loaded.TryGetValue(key, out var loaded) && loaded.IsValueCreated
            ? Task.FromResult<IImageRenderer>(loaded.Value)
            : Task.Run<IImageRenderer>(() => Load(key), cancellationToken);
    }

    public void Dispose()
    {
        foreach (var renderer in _loaded.Values.Where(renderer => renderer.IsValueCreated))
        {
            renderer.Value.Dispose();
        }
    }

    private CheckpointRenderer Load(RendererSpec key)
    {
        var folder = models.Resolve(key.Model!);
        var lora = key.Lora is null ? null : models.ResolveFile(key.Lora);
        var lazy = _loaded.GetOrAdd(key, spec => new Lazy<CheckpointRenderer>(() => CheckpointRenderer.Load(spec, folder, lora, options.TorchDevice, threads)));
        try
        {
            return lazy.Value;
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or SafetensorsException or IOException or ArgumentException || TorchMemory.IsExhausted(e))
        {
            // The folder may have been mended when the next run asks.
            _loaded.TryRemove(new KeyValuePair<RendererSpec, Lazy<CheckpointRenderer>>(key, lazy));
            var what = key.Lora is null ? $"rendering.model '{key.Model}'" : $"rendering.model '{key.Model}' with LoRA '{key.Lora}'";
            throw new RunFailureException($"{what} cannot be loaded: {e.Message}", e);
        }
    }
}
