using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Halves height and width by a convolution of stride 2. With padding 0 (the autoencoder) one row and column of zeros is added below and right.</summary>
internal sealed class Downsample2D : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly bool _padBelowAndRight;

    public Downsample2D(long channels, long padding) : base(nameof(Downsample2D))
    {
        conv = Layers.Conv2d(channels, channels, stride: 2, padding: padding);
        _padBelowAndRight = padding == 0;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        if (!_padBelowAndRight)
            return conv.call(x);
        using var padded = nn.functional.pad(x, [0, 1, 0, 1]);
        return conv.call(padded);
    }
}
