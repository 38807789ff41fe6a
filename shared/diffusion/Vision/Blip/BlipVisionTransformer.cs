using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>ViT (arXiv 2010.11929) as BLIP has it: all tokens come out, normalised. [B, 3, S, S] → [B, 1 + patches, C].</summary>
internal sealed class BlipVisionTransformer : nn.Module<Tensor, Tensor>, IOwnsParameters
{
    internal const double NormEps = 1e-6;
    private readonly BlipPatchEmbed patch_embed;
    private readonly ModuleList<BlipVisionBlock> blocks;
    private readonly LayerNorm norm;
    private readonly int _imageSize;
    private Parameter cls_token;
    private Parameter pos_embed;

    public BlipVisionTransformer(BlipConfig config) : base(nameof(BlipVisionTransformer))
    {
        var side = config.ImageSize / config.PatchSize;
        cls_token = Layers.Parameter(0, 1, 1, config.VisionWidth);
        pos_embed = Layers.Parameter(0, 1, 1 + (side * side), config.VisionWidth);
        patch_embed = new(config);
        blocks = new([.. Enumerable.Range(0, config.VisionLayers).Select(_ => new BlipVisionBlock(config.VisionWidth))]);
        norm = Layers.LayerNorm(config.VisionWidth, NormEps);
        _imageSize = config.ImageSize;
        RegisterComponents();
    }

    void IOwnsParameters.SetOwn(string name, Parameter parameter)
    {
        if (name == nameof(cls_token))
            cls_token = parameter;
        else
            pos_embed = parameter;
        ConditionallyRegisterParameter(name, parameter);
    }

    public override Tensor forward(Tensor pixelValues)
    {
        if (pixelValues.dim() != 4 || pixelValues.shape[2] != _imageSize || pixelValues.shape[3] != _imageSize)
            throw new ArgumentException($"pixelValues is [{string.Join(", ", pixelValues.shape)}]; [B, 3, {_imageSize}, {_imageSize}] is wanted.", nameof(pixelValues));
        using var scope = NewDisposeScope();
        var patches = patch_embed.call(pixelValues.to(cls_token.dtype));
        var hidden = cat([cls_token.expand(pixelValues.shape[0], -1, -1), patches], 1) + pos_embed;
        return Layers.Chain(hidden, [.. blocks.Select(block => (Func<Tensor, Tensor>)block.call), norm.call]).MoveToOuterDisposeScope();
    }
}
