using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.RenderService;
using InstructEngine.RenderService.Consumers;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

/// <summary>The service's consumer with a renderer that draws as the test says.</summary>
internal static class RenderBench
{
    public static readonly RenderingSpec Rendering = new("fake", 4, 2, Attempts: 3, Margin: 0.1, MinScore: 0);

    public static async Task<ServiceHarness> StartAsync(FakeRenderer renderer)
    {
        var harness = await ServiceHarness.StartAsync(
            services => services.AddRendering(new ConfigurationBuilder().Build()).AddSingleton<IImageRenderers>(renderer),
            bus => bus.AddConsumer<InstructionTripleCreatedConsumer, InstructionTripleCreatedConsumerDefinition>());
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo with { Rendering = Rendering });
        return harness;
    }
}

/// <summary>Draws what is asked for, except where the test's own function gives an image.</summary>
internal sealed class FakeRenderer(Func<int, ImageRequest, RgbImage?>? instead = null) : IImageRenderers, IImageRenderer
{
    public string Name => "fake";

    public string WeightsHash => "fake-hash";

    public List<IReadOnlyList<ImageRequest>> Drawn { get; } = [];

    public Task<IImageRenderer> GetAsync(string model, CancellationToken cancellationToken) => Task.FromResult<IImageRenderer>(this);

    public IReadOnlyList<RgbImage> Draw(IReadOnlyList<ImageRequest> requests, int steps, double guidanceScale, CancellationToken cancellationToken)
    {
        var call = Drawn.Count;
        Drawn.Add(requests);
        return [.. requests.Select(request =>
            instead?.Invoke(call, request) ?? DemoPairs.Draw(ScenePrompt.Parse(request.Prompt).Scene!.Complete()!, request.Seed))];
    }
}
