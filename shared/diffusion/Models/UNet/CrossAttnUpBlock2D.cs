using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Checkpointing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>A level up with a text transformer after each residual block.</summary>
internal sealed class CrossAttnUpBlock2D : UNetUpBlock
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Transformer2DModel> attentions;
    private readonly ModuleList<Upsample2D>? upsamplers;

    public CrossAttnUpBlock2D(LevelSpec level, ResnetSpec resnet, TransformerSpec transformer) : base(nameof(CrossAttnUpBlock2D))
    {
        resnets = new([.. level.SkipChannels!.Select((skip, i) => resnet.Make((i == 0 ? level.InChannels : level.OutChannels) + skip, level.OutChannels))]);
        attentions = new([.. Enumerable.Range(0, level.Layers).Select(_ => new Transformer2DModel(transformer, level.OutChannels))]);
        upsamplers = level.Resample ? new(new Upsample2D(level.OutChannels)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Stack<Tensor> residuals, Tensor timeEmbedding, Tensor context)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < resnets.Count; i++)
        {
            using var skip = residuals.Pop();
            using var joined = cat([hidden, skip], 1);
            using var resnet = Checkpoint.Call(GradientCheckpointing, resnets[i], resnets[i].call, joined, timeEmbedding);
            hidden = Checkpoint.Call(GradientCheckpointing, attentions[i], attentions[i].call, resnet, context);
        }

        if (upsamplers is not null)
            hidden = upsamplers[0].call(hidden, SizeOf(residuals));
        return hidden.MoveToOuterDisposeScope();
    }
}
