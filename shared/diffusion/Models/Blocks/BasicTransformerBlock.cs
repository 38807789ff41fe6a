using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Self-attention, attention to the text, and a feed-forward part, each normalised first and added. [B, T, C] → [B, T, C].</summary>
internal sealed class BasicTransformerBlock : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly LayerNorm norm1;
    private readonly Attention attn1;
    private readonly LayerNorm norm2;
    private readonly Attention attn2;
    private readonly LayerNorm norm3;
    private readonly FeedForward ff;

    public BasicTransformerBlock(long channels, long heads, long contextChannels, bool upcastAttention) : base(nameof(BasicTransformerBlock))
    {
        norm1 = Layers.LayerNorm(channels);
        attn1 = new(channels, channels, heads, upcastAttention);
        norm2 = Layers.LayerNorm(channels);
        attn2 = new(channels, contextChannels, heads, upcastAttention);
        norm3 = Layers.LayerNorm(channels);
        ff = new(channels);
        RegisterComponents();
    }

    /// <param name="x">[B, T, C].</param>
    /// <param name="context">The text's hidden states [B, S, contextChannels].</param>
    public override Tensor forward(Tensor x, Tensor context)
    {
        return Layers.Chain(
            x, h => Sum(h, norm1, normed => attn1.call(normed, null)), h => Sum(h, norm2, normed => attn2.call(normed, context)), h => Sum(h, norm3, ff.call));
    }

    private static Tensor Sum(Tensor x, LayerNorm norm, Func<Tensor, Tensor> branch)
    {
        using var scope = NewDisposeScope();
        return (x + Layers.Chain(x, norm.call, branch)).MoveToOuterDisposeScope();
    }
}
