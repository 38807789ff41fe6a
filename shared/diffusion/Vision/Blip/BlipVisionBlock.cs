using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>A pre-norm block. [B, T, C] → [B, T, C].</summary>
internal sealed class BlipVisionBlock : nn.Module<Tensor, Tensor>
{
    private readonly LayerNorm norm1;
    private readonly BlipVisionAttention attn;
    private readonly LayerNorm norm2;
    private readonly BlipVisionMlp mlp;

    public BlipVisionBlock(int width) : base(nameof(BlipVisionBlock))
    {
        norm1 = Layers.LayerNorm(width, BlipVisionTransformer.NormEps);
        attn = new(width);
        norm2 = Layers.LayerNorm(width, BlipVisionTransformer.NormEps);
        mlp = new(width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var attended = x + attn.call(norm1.call(x));
        return (attended + mlp.call(norm2.call(attended))).MoveToOuterDisposeScope();
    }
}
