using InstructEngine.Contracts.V1;
using InstructEngine.RenderService.Renderers.Endpoints;
using InstructEngine.RenderService.Renderers.Local;

namespace InstructEngine.RenderService.Renderers;

/// <summary>Local models and endpoints.</summary>
internal sealed class ImageRenderers(CheckpointRenderers local, EndpointRenderers endpoints) : IImageRenderers
{
    public Task<IImageRenderer> GetAsync(RendererSpec renderer, CancellationToken cancellationToken) =>
        renderer.Endpoint is null ? local.GetAsync(renderer, cancellationToken) : Task.FromResult(endpoints.Get(renderer));
}
