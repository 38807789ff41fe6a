using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Transformer blocks over the pixels of a feature map, around a shortcut. [B, C, H, W] → [B, C, H, W].</summary>
internal sealed class Transformer2DModel : nn.Module<Tensor, Tensor, Tensor>
{
    private const double NormEps = 1e-6;
    private readonly GroupNorm norm;
    private readonly nn.Module<Tensor, Tensor> proj_in;
    private readonly ModuleList<BasicTransformerBlock> transformer_blocks;
    private readonly nn.Module<Tensor, Tensor> proj_out;
    private readonly bool _linear;

    public Transformer2DModel(TransformerSpec spec, long channels) : base(nameof(Transformer2DModel))
    {
        _linear = spec.UseLinearProjection;
        norm = Layers.GroupNorm(spec.NormGroups, channels, NormEps);
        proj_in = Projection(channels);
        transformer_blocks = new([.. Enumerable.Range(0, spec.Layers)
            .Select(_ => new BasicTransformerBlock(channels, spec.Heads, spec.ContextChannels, spec.UpcastAttention))]);
        proj_out = Projection(channels);
        RegisterComponents();
    }

    /// <param name="x">[B, C, H, W].</param>
    /// <param name="context">The text's hidden states [B, S, contextChannels].</param>
    public override Tensor forward(Tensor x, Tensor context)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (x.shape[2], x.shape[3]);
        var hidden = Layers.Chain(x, [norm.call, .. In(), .. transformer_blocks.Select(Block), .. Out()]);
        return (hidden + x).MoveToOuterDisposeScope();

        Func<Tensor, Tensor>[] In() => _linear ? [ToSequence, proj_in.call] : [proj_in.call, ToSequence];
        Func<Tensor, Tensor>[] Out() => _linear ? [proj_out.call, ToImage] : [ToImage, proj_out.call];
        Func<Tensor, Tensor> Block(BasicTransformerBlock block) => h => block.call(h, context);
        Tensor ToImage(Tensor sequence) => ToMap(sequence, height, width);
    }

    private nn.Module<Tensor, Tensor> Projection(long channels) => _linear ? Layers.Linear(channels, channels) : Layers.Conv2d(channels, channels, kernel: 1);

    private static Tensor ToSequence(Tensor map)
    {
        using var scope = NewDisposeScope();
        return map.flatten(2).transpose(1, 2).contiguous().MoveToOuterDisposeScope();
    }

    private static Tensor ToMap(Tensor sequence, long height, long width)
    {
        using var scope = NewDisposeScope();
        return sequence.transpose(1, 2).reshape(sequence.shape[0], sequence.shape[2], height, width).contiguous().MoveToOuterDisposeScope();
    }
}
