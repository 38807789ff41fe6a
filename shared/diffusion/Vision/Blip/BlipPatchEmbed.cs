using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>One token a patch. [B, 3, S, S] → [B, patches, C].</summary>
internal sealed class BlipPatchEmbed : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d proj;

    public BlipPatchEmbed(BlipConfig config) : base(nameof(BlipPatchEmbed))
    {
        proj = Layers.Conv2d(3, config.VisionWidth, config.PatchSize, config.PatchSize, padding: 0);
        RegisterComponents();
    }

    public override Tensor forward(Tensor pixelValues)
    {
        using var scope = NewDisposeScope();
        return proj.call(pixelValues).flatten(2).transpose(1, 2).MoveToOuterDisposeScope();
    }
}
