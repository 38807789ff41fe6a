using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>One level of the decoder. [B, in, H, W] → [B, out, 2·H, 2·W], or the same size on the last level.</summary>
internal sealed class UpDecoderBlock2D : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Upsample2D>? upsamplers;

    public UpDecoderBlock2D(int inChannels, int outChannels, int layers, bool upsample, ResnetSpec resnet) : base(nameof(UpDecoderBlock2D))
    {
        resnets = new([.. Enumerable.Range(0, layers).Select(i => resnet.Make(i == 0 ? inChannels : outChannels, outChannels))]);
        upsamplers = upsample ? new(new Upsample2D(outChannels)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var resample = upsamplers is null ? Array.Empty<Func<Tensor, Tensor>>() : [h => upsamplers[0].call(h, null)];
        return Layers.Chain(x, [.. resnets.Select(resnet => (Func<Tensor, Tensor>)(h => resnet.call(h, null))), .. resample]);
    }
}
