using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>One level of the encoder. [B, in, H, W] → [B, out, H/2, W/2], or the same size on the last level.</summary>
internal sealed class DownEncoderBlock2D : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Downsample2D>? downsamplers;

    public DownEncoderBlock2D(int inChannels, int outChannels, int layers, bool downsample, ResnetSpec resnet) : base(nameof(DownEncoderBlock2D))
    {
        resnets = new([.. Enumerable.Range(0, layers).Select(i => resnet.Make(i == 0 ? inChannels : outChannels, outChannels))]);
        downsamplers = downsample ? new(new Downsample2D(outChannels, padding: 0)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var resample = downsamplers is null ? Array.Empty<Func<Tensor, Tensor>>() : [downsamplers[0].call];
        return Layers.Chain(x, [.. resnets.Select(resnet => (Func<Tensor, Tensor>)(h => resnet.call(h, null))), .. resample]);
    }
}
