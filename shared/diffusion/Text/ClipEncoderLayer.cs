using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>A pre-norm transformer block; <c>[B, T, C]</c> to <c>[B, T, C]</c>.</summary>
internal sealed class ClipEncoderLayer : nn.Module<Tensor, Tensor>
{
    private readonly ClipAttention _attention;
    private readonly ClipMlp _mlp;
    private readonly LayerNorm _norm1, _norm2;

    public ClipEncoderLayer(ClipTextConfig config, bool causal) : base(nameof(ClipEncoderLayer))
    {
        var activation = ClipActivation.Parse(config.HiddenAct, "config");
        register_module("self_attn", _attention = new ClipAttention(config.HiddenSize, config.NumAttentionHeads, causal));
        register_module("layer_norm1", _norm1 = nn.LayerNorm(config.HiddenSize, config.LayerNormEps));
        register_module("mlp", _mlp = new ClipMlp(config.HiddenSize, config.IntermediateSize, activation));
        register_module("layer_norm2", _norm2 = nn.LayerNorm(config.HiddenSize, config.LayerNormEps));
    }

    public override Tensor forward(Tensor input)
    {
        var attended = input + _attention.forward(_norm1.forward(input));
        return attended + _mlp.forward(_norm2.forward(attended));
    }

    /// <remarks>The deviations of transformers' CLIP: residual branches shrink with depth.</remarks>
    internal void Initialise(ClipTextConfig config, Generator? generator)
    {
        var width = Math.Pow(config.HiddenSize, -0.5) * config.InitializerFactor;
        var branch = width * Math.Pow(2 * config.NumHiddenLayers, -0.5);
        _attention.Initialise(branch, width, generator);
        _mlp.Initialise(Math.Pow(2 * config.HiddenSize, -0.5) * config.InitializerFactor, branch, generator);
    }
}
