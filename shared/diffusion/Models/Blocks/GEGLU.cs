using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Gated linear unit with GELU (GLU Variants Improve Transformer, arXiv 2002.05202). [B, T, in] → [B, T, out].</summary>
internal sealed class GEGLU : nn.Module<Tensor, Tensor>
{
    private readonly Linear proj;

    public GEGLU(long inFeatures, long outFeatures) : base(nameof(GEGLU))
    {
        proj = Layers.Linear(inFeatures, outFeatures * 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var parts = proj.call(x).chunk(2, dim: -1);
        var gate = nn.functional.gelu(parts[1]);
        return (gate.requires_grad ? parts[0] * gate : gate.mul_(parts[0])).MoveToOuterDisposeScope();
    }
}
