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
        using var scope = NewDisposeScope();
        var hidden = resnets[0].call(x, null);
        if (attentions is not null)
            hidden = attentions[0].call(hidden);
        return resnets[1].call(hidden, null).MoveToOuterDisposeScope();
    }
}
