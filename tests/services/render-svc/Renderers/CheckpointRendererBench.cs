using InstructEngine.Diffusion.Images;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.RenderService.Renderers;
using InstructEngine.Services.Tests.Harness;

namespace InstructEngine.Services.Tests.RenderService.Renderers;

internal static class CheckpointRendererBench
{
    public static IReadOnlyList<ImageRequest> Pair(int index)
    {
        var triple = DemoPairs.Triple(index);
        return [new(triple.Preferred, null, index), new(triple.Dispreferred, null, index)];
    }

    public static byte[] Draw(IImageRenderer renderer, int index) =>
        [.. renderer.Draw(Pair(index), steps: 3, guidanceScale: 2, default).SelectMany((RgbImage image) => image.ToPng())];
}
