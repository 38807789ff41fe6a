using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting.Models;
using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Renderers.Local;
using InstructEngine.Services.Tests.Harness;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

/// <summary>A folder of models, and renderers of it.</summary>
internal sealed class LocalBench : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DrawingThreads _threads;

    public LocalBench(int concurrency = 4)
    {
        var options = new RenderOptions("cpu", concurrency, new Dictionary<string, EndpointOptions>());
        _threads = new DrawingThreads(options);
        Renderers = new CheckpointRenderers(new ModelRoot(_folder.PathOf("")), options, _threads);
    }

    public CheckpointRenderers Renderers { get; }

    public static DrawingSettings Settings { get; } = new(Steps: 3, GuidanceScale: 2);

    public string PathOf(string name) => _folder.PathOf(name);

    public static IReadOnlyList<ImageRequest> Pair(int index)
    {
        var triple = DemoPairs.Triple(index);
        return [new(triple.Preferred, null, index), new(triple.Dispreferred, null, index)];
    }

    public async Task<CheckpointRenderer> LoadAsync(RendererSpec spec) => (CheckpointRenderer)await Renderers.GetAsync(spec, default);

    public CheckpointRenderer LoadAnew(string name) => CheckpointRenderer.Load(new(Model: name), PathOf(name), null, CPU, _threads);

    public static async Task<byte[]> DrawAsync(IImageRenderer renderer, int index, DrawingSettings? settings = null)
    {
        var drawing = await renderer.DrawAsync(Pair(index), settings ?? Settings, default);
        return [.. drawing.Images.SelectMany(image => image.Image.ToPng())];
    }

    public void Dispose()
    {
        _threads.Dispose();
        Renderers.Dispose();
        _folder.Dispose();
    }
}
