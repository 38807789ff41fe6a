using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage.Content;

namespace InstructEngine.RenderService.Renderers;

/// <summary>Who draws a pair, and with what settings.</summary>
internal static class RendererChoice
{
    /// <summary>The pair's renderer, drawn by share from the run's seed and the triple's id: it is the same in every attempt, process and order.</summary>
    public static RendererSpec Of(RenderingSpec rendering, long seed, string tripleId)
    {
        if (rendering.Renderers is not { Count: > 0 } renderers)
        {
            return new RendererSpec(Model: rendering.Model);
        }

        var at = SeededRandom.For(seed, "renderer", tripleId).NextDouble() * renderers.Sum(Share);
        foreach (var renderer in renderers)
        {
            at -= Share(renderer);
            if (at < 0)
            {
                return renderer;
            }
        }

        // Rounding may leave a hair of the last one's share.
        return renderers[^1];
    }

    public static DrawingSettings Settings(RenderingSpec rendering, RendererSpec renderer) => new(
        renderer.Steps ?? rendering.Steps,
        renderer.GuidanceScale ?? rendering.GuidanceScale,
        renderer.Scheduler ?? rendering.Scheduler,
        rendering.Size is { } size && RenderingSizes.TryParse(size, out var width, out var height) ? (width, height) : null);

    private static double Share(RendererSpec renderer) => renderer.Share ?? 1;
}
