using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Hosting;
using InstructEngine.RenderService.Renderers;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InstructEngine.Cli.Tests.Embedded;

/// <summary>In place of the trained renderer: draws exactly what an instruction asks for, and counts.</summary>
internal sealed class DrawnScenes : IServiceModule, IImageRenderers, IImageRenderer
{
    private int _draws;

    public int Draws => _draws;

    /// <summary>Told each time how many pairs were drawn before.</summary>
    public Action<int> OnDraw { get; init; } = _ => { };

    string IServiceModule.Name => "test";

    string IImageRenderer.Name => "drawn";

    public string WeightsHash => "none";

    public void AddServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<IImageRenderers>(this);

    public void AddConsumers(IBusRegistrationConfigurator bus)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }

    public Task<IImageRenderer> GetAsync(RendererSpec renderer, CancellationToken cancellationToken) => Task.FromResult<IImageRenderer>(this);

    public async Task<Drawing> DrawAsync(IReadOnlyList<ImageRequest> requests, DrawingSettings settings, CancellationToken cancellationToken)
    {
        await Task.Yield();
        OnDraw(Interlocked.Increment(ref _draws));
        var how = new ImageDrawing("drawn", "none", null, settings.Steps, settings.GuidanceScale, 0);
        return new([.. requests.Select(request => new DrawnImage(
            new RgbImage(SceneRenderer.Size, SceneRenderer.Size, SceneRenderer.Draw(SceneOf(request.Prompt), request.Seed)), how))]);
    }

    private static Scene SceneOf(string prompt)
    {
        var asked = ScenePrompt.Parse(prompt).Scene!;
        return new Scene(
            asked.Count ?? 1, asked.Color ?? ObjectColor.Red, asked.Shape ?? ObjectShape.Square, asked.Background ?? Background.White,
            asked.Look ?? Look.Vivid, asked.Form ?? Form.Regular);
    }
}
