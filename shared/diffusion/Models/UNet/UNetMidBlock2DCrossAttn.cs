using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Checkpointing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>The lowest level: residual block, text transformer, residual block.</summary>
internal sealed class UNetMidBlock2DCrossAttn : nn.Module<Tensor, Tensor, Tensor, Tensor>
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Transformer2DModel> attentions;

    public UNetMidBlock2DCrossAttn(int channels, ResnetSpec resnet, TransformerSpec transformer) : base(nameof(UNetMidBlock2DCrossAttn))
    {
        resnets = new(resnet.Make(channels, channels), resnet.Make(channels, channels));
        attentions = new(new Transformer2DModel(transformer, channels));
        RegisterComponents();
    }

    /// <inheritdoc cref="UNetDownBlock.GradientCheckpointing"/>
    public bool GradientCheckpointing { get; set; }

    public override Tensor forward(Tensor hidden, Tensor timeEmbedding, Tensor context)
    {
        using var first = Checkpoint.Call(GradientCheckpointing, resnets[0], resnets[0].call, hidden, timeEmbedding);
        using var attended = Checkpoint.Call(GradientCheckpointing, attentions[0], attentions[0].call, first, context);
        return Checkpoint.Call(GradientCheckpointing, resnets[1], resnets[1].call, attended, timeEmbedding);
    }
}
