using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>What CLIP says of I images and T texts; P is the config's <c>projection_dim</c>.</summary>
/// <param name="LogitsPerImage">The cosines of every image with every text times the logit scale, <c>[I, T]</c>.</param>
/// <param name="LogitsPerText">The same, transposed: <c>[T, I]</c>.</param>
/// <param name="ImageEmbeds"><c>[I, P]</c>, of unit length.</param>
/// <param name="TextEmbeds"><c>[T, P]</c>, of unit length.</param>
/// <param name="Vision">The vision tower's states.</param>
/// <param name="Text">The text tower's states.</param>
public sealed record ClipOutput(
    Tensor LogitsPerImage, Tensor LogitsPerText, Tensor ImageEmbeds, Tensor TextEmbeds, ClipVisionOutput Vision, ClipTextOutput Text)
{
    internal ClipOutput MoveToOuterDisposeScope()
    {
        LogitsPerImage.MoveToOuterDisposeScope();
        LogitsPerText.MoveToOuterDisposeScope();
        ImageEmbeds.MoveToOuterDisposeScope();
        TextEmbeds.MoveToOuterDisposeScope();
        Vision.MoveToOuterDisposeScope();
        Text.MoveToOuterDisposeScope();
        return this;
    }
}
