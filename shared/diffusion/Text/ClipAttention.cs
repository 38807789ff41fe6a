using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>Multi-head self-attention with biases; <c>[B, T, C]</c> to <c>[B, T, C]</c>.</summary>
internal sealed class ClipAttention : nn.Module<Tensor, Tensor>
{
    private readonly int _heads;
    private readonly bool _causal;
    private readonly Linear _query, _key, _value, _out;

    public ClipAttention(int hiddenSize, int heads, bool causal) : base(nameof(ClipAttention))
    {
        _heads = heads;
        _causal = causal;
        register_module("q_proj", _query = nn.Linear(hiddenSize, hiddenSize));
        register_module("k_proj", _key = nn.Linear(hiddenSize, hiddenSize));
        register_module("v_proj", _value = nn.Linear(hiddenSize, hiddenSize));
        register_module("out_proj", _out = nn.Linear(hiddenSize, hiddenSize));
    }

    public override Tensor forward(Tensor input)
    {
        var attended = nn.functional.scaled_dot_product_attention(
            Split(_query.forward(input)), Split(_key.forward(input)), Split(_value.forward(input)), is_casual: _causal);
        return _out.forward(attended.transpose(1, 2).flatten(2));
    }

    internal void Initialise(double inStd, double outStd, Generator? generator)
    {
        NormalWeights.Draw(_query, inStd, generator);
        NormalWeights.Draw(_key, inStd, generator);
        NormalWeights.Draw(_value, inStd, generator);
        NormalWeights.Draw(_out, outStd, generator);
    }

    private Tensor Split(Tensor x) => x.unflatten(2, _heads, -1).transpose(1, 2);
}
