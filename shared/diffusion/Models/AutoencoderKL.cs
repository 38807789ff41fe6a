using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Vae;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>The image autoencoder of Stable Diffusion (arXiv 2112.10752, section 3.1), with diffusers' structure, parameter names and files.</summary>
public sealed class AutoencoderKL : nn.Module
{
    private const int TileSide = 512;
    private const int LeastTile = 4;
    private readonly Encoder encoder;
    private readonly Decoder decoder;
    private readonly Conv2d? quant_conv;
    private readonly Conv2d? post_quant_conv;

    /// <summary>A new model with PyTorch's default initialisation, float32, on the CPU.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown or impossible.</exception>
    public AutoencoderKL(AutoencoderKLConfig config) : base(nameof(AutoencoderKL))
    {
        ArgumentNullException.ThrowIfNull(config);
        VaeConfigRules.Check(config);
        TorchRuntime.EnsureLoaded();
        Config = config;
        encoder = new(config);
        decoder = new(config);
        quant_conv = config.UseQuantConv ? Layers.Conv2d(2 * config.LatentChannels, 2 * config.LatentChannels, kernel: 1) : null;
        post_quant_conv = config.UsePostQuantConv ? Layers.Conv2d(config.LatentChannels, config.LatentChannels, kernel: 1) : null;
        RegisterComponents();
    }

    public AutoencoderKLConfig Config { get; }

    /// <summary>Reads a <c>vae</c> folder in diffusers' layout; attention parameters may have the names of old releases.</summary>
    /// <exception cref="ModelConfigException">The config asks for something unknown.</exception>
    /// <exception cref="Weights.SafetensorsException">The weights are damaged or do not fit the config.</exception>
    public static AutoencoderKL FromPretrained(string folder, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        var config = ReadConfig(folder);
        return PretrainedFolder.Load(() => new AutoencoderKL(config), folder, dtype, device, rename: OldVaeNames.Rename);
    }

    internal static AutoencoderKLConfig ReadConfig(string folder) =>
        ModelConfigFile.Read<AutoencoderKLConfig>(folder, nameof(AutoencoderKL), VaeConfigRules.OnlySupported, VaeConfigRules.Check);

    /// <summary>Writes <c>config.json</c> and the weights in diffusers' layout.</summary>
    public void SavePretrained(string folder, ScalarType dtype = ScalarType.Float32) => PretrainedFolder.Save(this, Config, folder, dtype);

    /// <param name="image">[B, 3, H, W] in [−1, 1]; H and W multiples of <see cref="AutoencoderKLConfig.Downscale"/>.</param>
    /// <param name="tiled">Encode what is larger than 512 pixels in overlapping tiles, one image at a time: a little off, in far less memory.</param>
    /// <returns>The distribution of the latents [B, 4, H/f, W/f], not yet scaled by the scaling factor.</returns>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public DiagonalGaussianDistribution Encode(Tensor image, bool tiled = false)
    {
        var f = Config.Downscale;
        if (image.Dimensions != 4 || image.shape[1] != Config.InChannels || image.shape[2] % f != 0 || image.shape[3] % f != 0)
        {
            throw new ArgumentException(
                $"image is [{string.Join(", ", image.shape)}]; [B, {Config.InChannels}, H, W] with H and W multiples of {f} is wanted.", nameof(image));
        }

        using var scope = NewDisposeScope();
        var moments = tiled ? new TiledPass(LatentTile * f, LatentTile).Run(image, Moments) : Moments(image);
        return DiagonalGaussianDistribution.FromMoments(moments).MoveToOuterDisposeScope();
    }

    /// <param name="z">Latents [B, 4, h, w], already divided by the scaling factor.</param>
    /// <param name="tiled">Decode what is larger than 512 pixels in overlapping tiles, one image at a time: a little off, in far less memory.</param>
    /// <returns>The image [B, 3, h·f, w·f], about in [−1, 1].</returns>
    /// <exception cref="ArgumentException">The shape does not fit.</exception>
    public Tensor Decode(Tensor z, bool tiled = false)
    {
        if (z.Dimensions != 4 || z.shape[1] != Config.LatentChannels)
            throw new ArgumentException($"z is [{string.Join(", ", z.shape)}]; [B, {Config.LatentChannels}, h, w] is wanted.", nameof(z));
        return tiled ? new TiledPass(LatentTile, LatentTile * Config.Downscale).Run(z, Image) : Image(z);
    }

    /// <summary>64 latents with Stable Diffusion's factor of 8.</summary>
    private int LatentTile => Math.Max(LeastTile, TileSide / Config.Downscale);

    private Tensor Moments(Tensor image)
    {
        using var scope = NewDisposeScope();
        var moments = encoder.call(image);
        return (quant_conv is null ? moments : quant_conv.call(moments)).MoveToOuterDisposeScope();
    }

    private Tensor Image(Tensor z)
    {
        using var scope = NewDisposeScope();
        return decoder.call(post_quant_conv is null ? z : post_quant_conv.call(z)).MoveToOuterDisposeScope();
    }
}
