using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.RenderService.Pairs;

namespace InstructEngine.RenderService.Renderers.Local;

/// <summary>Where a batch does not fit into memory, its images are tried one by one, once.</summary>
internal static class MemoryFallback
{
    /// <exception cref="Exception">What <paramref name="draw"/> threw: of memory, where one image alone does not fit either.</exception>
    public static IReadOnlyList<RgbImage> Draw(IReadOnlyList<ImageRequest> requests, Func<IReadOnlyList<ImageRequest>, IReadOnlyList<RgbImage>> draw)
    {
        try
        {
            return draw(requests);
        }
        catch (Exception exception) when (requests.Count > 1 && TorchMemory.IsExhausted(exception))
        {
            RenderMetrics.MemoryExhausted();
        }

        // Outside the handler: what the failed batch held is free by now.
        return [.. requests.SelectMany(request => draw([request]))];
    }
}
