using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>Back to the block's width, what came in added, normalised.</summary>
internal sealed class BertOutput : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;

    public BertOutput(int from, int width) : base(nameof(BertOutput))
    {
        dense = Layers.Linear(from, width);
        LayerNorm = Layers.LayerNorm(width, BertLayer.NormEps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor hidden, Tensor input)
    {
        using var scope = NewDisposeScope();
        return LayerNorm.call(dense.call(hidden) + input).MoveToOuterDisposeScope();
    }
}
