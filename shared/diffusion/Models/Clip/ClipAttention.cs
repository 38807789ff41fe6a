using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>Multi-head self-attention with biases. [B, T, C] → [B, T, C].</summary>
internal sealed class ClipAttention : nn.Module<Tensor, Tensor>
{
    private readonly Linear q_proj;
    private readonly Linear k_proj;
    private readonly Linear v_proj;
    private readonly Linear out_proj;
    private readonly int _heads;
    private readonly bool _causal;

    public ClipAttention(ClipEncoderSpec spec) : base(nameof(ClipAttention))
    {
        q_proj = Layers.Linear(spec.HiddenSize, spec.HiddenSize);
        k_proj = Layers.Linear(spec.HiddenSize, spec.HiddenSize);
        v_proj = Layers.Linear(spec.HiddenSize, spec.HiddenSize);
        out_proj = Layers.Linear(spec.HiddenSize, spec.HiddenSize);
        _heads = spec.Heads;
        _causal = spec.Causal;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var attended = nn.functional.scaled_dot_product_attention(
            Split(q_proj.call(x)), Split(k_proj.call(x)), Split(v_proj.call(x)), is_casual: _causal);
        return out_proj.call(attended.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    internal void Initialise(double inStd, double outStd, Generator? generator)
    {
        NormalWeights.Draw(q_proj, inStd, generator);
        NormalWeights.Draw(k_proj, inStd, generator);
        NormalWeights.Draw(v_proj, inStd, generator);
        NormalWeights.Draw(out_proj, outStd, generator);
    }

    private Tensor Split(Tensor x) => x.unflatten(2, _heads, -1).transpose(1, 2);
}
