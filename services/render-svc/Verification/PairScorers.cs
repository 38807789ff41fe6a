using System.Collections.Concurrent;
using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Models;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Scoring;

namespace InstructEngine.RenderService.Verification;

/// <summary>Scorers as specs ask for them; each is loaded once and stays.</summary>
internal sealed class PairScorers(ModelRoot models, RenderOptions options) : IPairScorers, IDisposable
{
    private readonly ConcurrentDictionary<(string Name, string? Model), Lazy<IImageScorer>> _loaded = new();

    public IImageScorer Get(RenderingSpec rendering)
    {
        var key = (rendering.Check ?? ImageScorers.Demo, rendering.CheckModel);
        var lazy = _loaded.GetOrAdd(key, wanted => new Lazy<IImageScorer>(() => Load(wanted.Name, wanted.Model)));
        try
        {
            return lazy.Value;
        }
        catch (RunFailureException)
        {
            // The folder may have been mended when the next run asks.
            _loaded.TryRemove(new(key, lazy));
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var scorer in _loaded.Values.Where(scorer => scorer.IsValueCreated))
        {
            (scorer.Value as IDisposable)?.Dispose();
        }
    }

    private IImageScorer Load(string name, string? model)
    {
        try
        {
            return ImageScorers.Load(name, model is null ? null : models.Resolve(model), device: model is null ? null : options.TorchDevice);
        }
        catch (Exception e) when (e is InvalidDataException or ModelConfigException or SafetensorsException or IOException or ArgumentException)
        {
            throw new RunFailureException($"rendering.checkModel '{model}' cannot be loaded for rendering.check '{name}': {e.Message}", e);
        }
    }
}
