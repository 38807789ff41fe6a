using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>SDXL's conditions beside the text's hidden states (arXiv 2307.01952, section 2.2).</summary>
/// <param name="TextEmbeds">The pooled text embedding, [B, P].</param>
/// <param name="TimeIds">Original height and width, crop top and left, target height and width, in pixels: [B, 6].</param>
public sealed record AddedConditions(Tensor TextEmbeds, Tensor TimeIds);
