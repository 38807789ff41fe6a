using System.Collections.Concurrent;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;

namespace InstructEngine.RenderService.Renderers;

/// <summary>Renderers of the folders under the models root; each is loaded once and stays.</summary>
internal sealed class CheckpointRenderers(ModelRoot models) : IImageRenderers, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<CheckpointRenderer>> _loaded = new(StringComparer.Ordinal);

    public Task<IImageRenderer> GetAsync(string model, CancellationToken cancellationToken)
    {
        if (_loaded.TryGetValue(model, out var loaded) && loaded.IsValueCreated)
        {
            return Task.FromResult<IImageRenderer>(loaded.Value);
        }

        return Task.Run<IImageRenderer>(() => Load(model), cancellationToken);
    }

    public void Dispose()
    {
        foreach (var renderer in _loaded.Values.Where(renderer => renderer.IsValueCreated))
        {
            renderer.Value.Dispose();
        }
    }

    private CheckpointRenderer Load(string model)
    {
        var folder = models.Resolve(model);
        var lazy = _loaded.GetOrAdd(model, name => new Lazy<CheckpointRenderer>(() => CheckpointRenderer.Load(name, folder)));
        try
        {
            return lazy.Value;
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or SafetensorsException or IOException)
        {
            // The folder may have been mended when the next run asks.
            _loaded.TryRemove(new KeyValuePair<string, Lazy<CheckpointRenderer>>(model, lazy));
            throw new RunFailureException($"rendering.model '{model}' cannot be loaded: {e.Message}", e);
        }
    }
}
