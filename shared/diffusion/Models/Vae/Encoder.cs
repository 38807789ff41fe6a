using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>Image [B, 3, H, W] → means and logarithms of variances [B, 2·latent, H/f, W/f].</summary>
internal sealed class Encoder : nn.Module<Tensor, Tensor>
{
    internal const double NormEps = 1e-6;
    private readonly Conv2d conv_in;
    private readonly ModuleList<DownEncoderBlock2D> down_blocks;
    private readonly UNetMidBlock2D mid_block;
    private readonly GroupNorm conv_norm_out;
    private readonly Conv2d conv_out;

    public Encoder(AutoencoderKLConfig config) : base(nameof(Encoder))
    {
        var widths = config.BlockOutChannels;
        var resnet = new ResnetSpec(TimeEmbedDim: null, config.NormNumGroups, NormEps);
        conv_in = Layers.Conv2d(config.InChannels, widths[0]);
        down_blocks = new([.. widths.Select((width, i) =>
            new DownEncoderBlock2D(i == 0 ? widths[0] : widths[i - 1], width, config.LayersPerBlock, downsample: i < widths.Count - 1, resnet))]);
        mid_block = new(widths[^1], resnet, config.MidBlockAddAttention);
        conv_norm_out = Layers.GroupNorm(config.NormNumGroups, widths[^1], NormEps);
        conv_out = Layers.Conv2d(widths[^1], 2 * config.LatentChannels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor image)
    {
        return Layers.Chain(image, [conv_in.call, .. down_blocks.Select(block => (Func<Tensor, Tensor>)block.call), mid_block.call, h => Layers.NormSilu(conv_norm_out, h), conv_out.call]);
    }
}
