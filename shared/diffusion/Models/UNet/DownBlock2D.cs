using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Checkpointing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>A level down without attention.</summary>
internal sealed class DownBlock2D : UNetDownBlock
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Downsample2D>? downsamplers;

    public DownBlock2D(LevelSpec level, ResnetSpec resnet) : base(nameof(DownBlock2D))
    {
        resnets = new([.. Enumerable.Range(0, level.Layers).Select(i => resnet.Make(i == 0 ? level.InChannels : level.OutChannels, level.OutChannels))]);
        downsamplers = level.Resample ? new(new Downsample2D(level.OutChannels, level.DownsamplePadding)) : null;
        RegisterComponents();
    }

    public override (Tensor Hidden, List<Tensor> Residuals) forward(Tensor hidden, Tensor timeEmbedding, Tensor context)
    {
        var residuals = new List<Tensor>();
        foreach (var resnet in resnets)
            residuals.Add(hidden = Checkpoint.Call(GradientCheckpointing, resnet, resnet.call, hidden, timeEmbedding));
        if (downsamplers is not null)
            residuals.Add(hidden = downsamplers[0].call(hidden));
        return (hidden, residuals);
    }
}
