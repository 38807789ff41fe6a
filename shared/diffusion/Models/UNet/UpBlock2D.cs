using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Checkpointing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>A level up without attention.</summary>
internal sealed class UpBlock2D : UNetUpBlock
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Upsample2D>? upsamplers;

    public UpBlock2D(LevelSpec level, ResnetSpec resnet) : base(nameof(UpBlock2D))
    {
        resnets = new([.. level.SkipChannels!.Select((skip, i) => resnet.Make((i == 0 ? level.InChannels : level.OutChannels) + skip, level.OutChannels))]);
        upsamplers = level.Resample ? new(new Upsample2D(level.OutChannels)) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Stack<Tensor> residuals, Tensor timeEmbedding, Tensor context)
    {
        using var scope = NewDisposeScope();
        foreach (var resnet in resnets)
        {
            using var skip = residuals.Pop();
            using var joined = cat([hidden, skip], 1);
            hidden = Checkpoint.Call(GradientCheckpointing, resnet, resnet.call, joined, timeEmbedding);
        }

        if (upsamplers is not null)
            hidden = upsamplers[0].call(hidden, SizeOf(residuals));
        return hidden.MoveToOuterDisposeScope();
    }
}
