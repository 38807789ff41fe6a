using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Enlarges by nearest neighbour, then convolves: to the given size, or to twice the size.</summary>
internal sealed class Upsample2D : nn.Module<Tensor, (long Height, long Width)?, Tensor>
{
    private readonly Conv2d conv;

    public Upsample2D(long channels) : base(nameof(Upsample2D))
    {
        conv = Layers.Conv2d(channels, channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, (long Height, long Width)? size)
    {
        var (height, width) = size ?? (x.shape[2] * 2, x.shape[3] * 2);
        using var enlarged = nn.functional.interpolate(x, [height, width], mode: InterpolationMode.Nearest);
        return conv.call(enlarged);
    }
}
