using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>A pre-norm transformer block. [B, T, C] → [B, T, C].</summary>
internal sealed class ClipEncoderLayer : nn.Module<Tensor, Tensor>
{
    private readonly ClipAttention self_attn;
    private readonly LayerNorm layer_norm1;
    private readonly ClipMlp mlp;
    private readonly LayerNorm layer_norm2;

    public ClipEncoderLayer(ClipEncoderSpec spec) : base(nameof(ClipEncoderLayer))
    {
        self_attn = new(spec);
        layer_norm1 = Layers.LayerNorm(spec.HiddenSize, spec.LayerNormEps);
        mlp = new(spec);
        layer_norm2 = Layers.LayerNorm(spec.HiddenSize, spec.LayerNormEps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var attended = x + self_attn.call(layer_norm1.call(x));
        return (attended + mlp.call(layer_norm2.call(attended))).MoveToOuterDisposeScope();
    }

    /// <remarks>The deviations of transformers' CLIP: residual branches shrink with depth.</remarks>
    internal void Initialise(ClipEncoderSpec spec, Generator? generator)
    {
        var width = Math.Pow(spec.HiddenSize, -0.5) * spec.InitializerFactor;
        var branch = width * Math.Pow(2 * spec.Layers, -0.5);
        self_attn.Initialise(branch, width, generator);
        mlp.Initialise(Math.Pow(2 * spec.HiddenSize, -0.5) * spec.InitializerFactor, branch, generator);
    }
}
