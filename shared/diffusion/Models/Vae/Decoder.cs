using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>Latents [B, latent, h, w] → image [B, 3, h·f, w·f].</summary>
internal sealed class Decoder : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv_in;
    private readonly UNetMidBlock2D mid_block;
    private readonly ModuleList<UpDecoderBlock2D> up_blocks;
    private readonly GroupNorm conv_norm_out;
    private readonly Conv2d conv_out;

    public Decoder(AutoencoderKLConfig config) : base(nameof(Decoder))
    {
        var widths = config.BlockOutChannels.Reverse().ToList();
        var resnet = new ResnetSpec(TimeEmbedDim: null, config.NormNumGroups, Encoder.NormEps);
        conv_in = Layers.Conv2d(config.LatentChannels, widths[0]);
        mid_block = new(widths[0], resnet, config.MidBlockAddAttention);
        up_blocks = new([.. widths.Select((width, i) =>
            new UpDecoderBlock2D(i == 0 ? widths[0] : widths[i - 1], width, config.LayersPerBlock + 1, upsample: i < widths.Count - 1, resnet))]);
        conv_norm_out = Layers.GroupNorm(config.NormNumGroups, widths[^1], Encoder.NormEps);
        conv_out = Layers.Conv2d(widths[^1], config.OutChannels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor z)
    {
        return Layers.Chain(z, [conv_in.call, mid_block.call, .. up_blocks.Select(block => (Func<Tensor, Tensor>)block.call), h => Layers.NormSilu(conv_norm_out, h), conv_out.call]);
    }
}
