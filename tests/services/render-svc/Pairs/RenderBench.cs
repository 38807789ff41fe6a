using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting.Models;
using InstructEngine.RenderService;
using InstructEngine.RenderService.Consumers;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

/// <summary>The service's consumer with a renderer that draws as the test says, or with its own ones.</summary>
internal static class RenderBench
{
    public static readonly RenderingSpec Rendering = new("fake", 4, 2, Attempts: 3, Margin: 0.1, MinScore: 0);

    public static Task<ServiceHarness> StartAsync(FakeRenderer renderer, RenderingSpec? rendering = null) =>
        StartAsync(rendering ?? Rendering, services => services.AddSingleton<IImageRenderers>(renderer));

    public static async Task<ServiceHarness> StartAsync(
        RenderingSpec rendering, Action<IServiceCollection>? also = null, string models = "models", IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build();
        var harness = await ServiceHarness.StartAsync(
            services =>
            {
                services.AddSingleton(new ModelRoot(models)).AddRendering(configuration);
                also?.Invoke(services);
            },
            bus => bus.AddConsumer<InstructionTripleCreatedConsumer, InstructionTripleCreatedConsumerDefinition>());
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo with { Rendering = rendering });
        return harness;
    }
}

/// <summary>Draws what is asked for, except where the test's own function gives an image.</summary>
internal sealed class FakeRenderer(Func<int, ImageRequest, RgbImage?>? instead = null) : IImageRenderers, IImageRenderer
{
    public string Name => "fake";

    public string WeightsHash => "fake-hash";

    /// <summary>Instead of images, where a test sets it.</summary>
    public Drawing? Rejection { get; init; }

    public List<IReadOnlyList<ImageRequest>> Drawn { get; } = [];

    public List<DrawingSettings> Settings { get; } = [];

    public List<RendererSpec> Asked { get; } = [];

    public Task<IImageRenderer> GetAsync(RendererSpec renderer, CancellationToken cancellationToken)
    {
        Asked.Add(renderer);
        return Task.FromResult<IImageRenderer>(this);
    }

    public Task<Drawing> DrawAsync(IReadOnlyList<ImageRequest> requests, DrawingSettings settings, CancellationToken cancellationToken)
    {
        var call = Drawn.Count;
        Drawn.Add(requests);
        Settings.Add(settings);
        var how = new ImageDrawing(Name, WeightsHash, settings.Scheduler, settings.Steps, settings.GuidanceScale, 0.5);
        return Task.FromResult(Rejection ?? new Drawing([.. requests.Select(request => new DrawnImage(
            instead?.Invoke(call, request) ?? DemoPairs.Draw(ScenePrompt.Parse(request.Prompt).Scene!.Complete()!, request.Seed), how))]));
    }
}
