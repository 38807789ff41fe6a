using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>The lowest level: residual block, attention where wanted, residual block.</summary>
internal sealed class UNetMidBlock2D : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<VaeAttention>? attentions;

    public UNetMidBlock2D(int channels, ResnetSpec resnet, bool addAttention) : base(nameof(UNetMidBlock2D))
    {
        resnets = new(resnet.Make(channels, channels), resnet.Make(channels, channels));
        attentions = addAttention ? new(new VaeAttention(channels, resnet)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var attend = attentions is null ? Array.Empty<Func<Tensor, Tensor>>() : [attentions[0].call];
        return Layers.Chain(x, [h => resnets[0].call(h, null), .. attend, h => resnets[1].call(h, null)]);
    }
}
