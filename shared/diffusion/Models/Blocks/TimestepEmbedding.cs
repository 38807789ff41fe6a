using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Two linear layers with SiLU between them. [B, in] → [B, dim].</summary>
internal sealed class TimestepEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_1;
    private readonly Linear linear_2;

    public TimestepEmbedding(long inFeatures, long dim) : base(nameof(TimestepEmbedding))
    {
        linear_1 = Layers.Linear(inFeatures, dim);
        linear_2 = Layers.Linear(dim, dim);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return linear_2.call(Layers.Silu(linear_1.call(x))).MoveToOuterDisposeScope();
    }
}
