using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.Checkpointing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>A level down with a text transformer after each residual block.</summary>
internal sealed class CrossAttnDownBlock2D : UNetDownBlock
{
    private readonly ModuleList<ResnetBlock2D> resnets;
    private readonly ModuleList<Transformer2DModel> attentions;
    private readonly ModuleList<Downsample2D>? downsamplers;

    public CrossAttnDownBlock2D(LevelSpec level, ResnetSpec resnet, TransformerSpec transformer) : base(nameof(CrossAttnDownBlock2D))
    {
        resnets = new([.. Enumerable.Range(0, level.Layers).Select(i => resnet.Make(i == 0 ? level.InChannels : level.OutChannels, level.OutChannels))]);
        attentions = new([.. Enumerable.Range(0, level.Layers).Select(_ => new Transformer2DModel(transformer, level.OutChannels))]);
        downsamplers = level.Resample ? new(new Downsample2D(level.OutChannels, level.DownsamplePadding)) : null;
        RegisterComponents();
    }

    public override (Tensor Hidden, List<Tensor> Residuals) forward(Tensor hidden, Tensor timeEmbedding, Tensor context)
    {
        var residuals = new List<Tensor>();
        for (var i = 0; i < resnets.Count; i++)
        {
            using var resnet = Checkpoint.Call(GradientCheckpointing, resnets[i], resnets[i].call, hidden, timeEmbedding);
            residuals.Add(hidden = Checkpoint.Call(GradientCheckpointing, attentions[i], attentions[i].call, resnet, context));
        }

        if (downsamplers is not null)
            residuals.Add(hidden = downsamplers[0].call(hidden));
        return (hidden, residuals);
    }
}
