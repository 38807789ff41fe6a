using static TorchSharp.torch;

namespace InstructEngine.TrainerService.Alignment;

/// <summary>Pairs as the trainer sees them.</summary>
/// <param name="Latents"><c>[N, 2, C, h, w]</c>: the scaled modes of the preferred and the dispreferred image's latents.</param>
/// <param name="Instructions">int64 <c>[N, 2]</c>: rows of the conditioning for the preferred and the dispreferred instruction.</param>
/// <param name="TimeIds"><c>[N, 2, 6]</c>: each image's original size, crop and target size, for SDXL; else null.</param>
internal sealed record AlignmentData(Tensor Latents, Tensor Instructions, Tensor? TimeIds = null) : IDisposable
{
    public int Count => (int)Latents.shape[0];

    public void Dispose()
    {
        Latents.Dispose();
        Instructions.Dispose();
        TimeIds?.Dispose();
    }
}
