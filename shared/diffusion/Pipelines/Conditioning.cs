using InstructEngine.Diffusion.Models;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>What the UNet is told in every step.</summary>
/// <param name="Context">Text states, <c>[B, T, C]</c>; with guidance <c>[2B, T, C]</c>, the negative half first.</param>
/// <param name="Added">SDXL's conditions for the same rows.</param>
/// <param name="IsGuided">Whether there is a negative half.</param>
internal sealed record Conditioning(Tensor Context, AddedConditions? Added, bool IsGuided);
