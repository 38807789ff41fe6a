using InstructEngine.Hosting.Models;
using InstructEngine.RenderService.Pairs;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Renderers.Local;
using InstructEngine.RenderService.Verification;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Benchmarks.Rendering;

/// <summary>render-svc's parts without its bus: on the CPU, as many drawings at once as there are processors.</summary>
internal sealed class Drawers : IDisposable
{
    private readonly PairScorers _scorers;
    private readonly CheckpointRenderers _renderers;

    public Drawers(ModelRoot models, IBlobStore blobs)
    {
        Options = new RenderOptions("cpu", Environment.ProcessorCount, new Dictionary<string, EndpointOptions>());
        Threads = new DrawingThreads(Options);
        (_renderers, _scorers) = (new CheckpointRenderers(models, Options, Threads), new PairScorers(models, Options));
        Pairs = new PairRenderer(_renderers, _scorers, Threads, blobs);
    }

    public RenderOptions Options { get; }

    public DrawingThreads Threads { get; }

    public IImageRenderers Renderers => _renderers;

    public PairRenderer Pairs { get; }

    public void Dispose()
    {
        Threads.Dispose();
        _renderers.Dispose();
        _scorers.Dispose();
    }
}
