using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Two normalised convolutions with the time embedding added between them, around a shortcut. [B, in, H, W] → [B, out, H, W].</summary>
internal sealed class ResnetBlock2D : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly GroupNorm norm1;
    private readonly Conv2d conv1;
    private readonly Linear? time_emb_proj;
    private readonly GroupNorm norm2;
    private readonly Conv2d conv2;
    private readonly Conv2d? conv_shortcut;
    private readonly double _outputScale;

    public ResnetBlock2D(long inChannels, long outChannels, int? timeEmbedDim, long groups, double eps, double outputScale = 1) : base(nameof(ResnetBlock2D))
    {
        norm1 = Layers.GroupNorm(groups, inChannels, eps);
        conv1 = Layers.Conv2d(inChannels, outChannels);
        time_emb_proj = timeEmbedDim is { } dim ? Layers.Linear(dim, outChannels) : null;
        norm2 = Layers.GroupNorm(groups, outChannels, eps);
        conv2 = Layers.Conv2d(outChannels, outChannels);
        conv_shortcut = inChannels == outChannels ? null : Layers.Conv2d(inChannels, outChannels, kernel: 1);
        _outputScale = outputScale;
        RegisterComponents();
    }

    /// <param name="x">[B, in, H, W].</param>
    /// <param name="timeEmbedding">[B, timeEmbedDim]; null where the block was made without one.</param>
    public override Tensor forward(Tensor x, Tensor? timeEmbedding)
    {
        using var scope = NewDisposeScope();
        var hidden = Layers.Chain(x, h => Layers.NormSilu(norm1, h), conv1.call, h => AddTime(h, timeEmbedding), h => Layers.NormSilu(norm2, h), conv2.call);
        var sum = (conv_shortcut is null ? x : conv_shortcut.call(x)) + hidden;
        return (_outputScale == 1 ? sum : sum / _outputScale).MoveToOuterDisposeScope();
    }

    private Tensor AddTime(Tensor hidden, Tensor? timeEmbedding) => time_emb_proj is null || timeEmbedding is null
        ? hidden
        : hidden + time_emb_proj.call(Layers.Silu(timeEmbedding)).unsqueeze(-1).unsqueeze(-1);
}
