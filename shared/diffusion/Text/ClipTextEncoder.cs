using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>The stack of blocks; gives the embeddings and every block's output.</summary>
internal sealed class ClipTextEncoder : nn.Module<Tensor, IReadOnlyList<Tensor>>
{
    private readonly ModuleList<ClipEncoderLayer> _layers;

    public ClipTextEncoder(ClipTextConfig config) : base(nameof(ClipTextEncoder))
    {
        var layers = Enumerable.Range(0, config.NumHiddenLayers).Select(_ => new ClipEncoderLayer(config, causal: true));
        register_module("layers", _layers = new ModuleList<ClipEncoderLayer>([.. layers]));
    }

    public override IReadOnlyList<Tensor> forward(Tensor input)
    {
        var states = new List<Tensor>(_layers.Count + 1) { input };
        foreach (var layer in _layers)
        {
            states.Add(layer.forward(states[^1]));
        }

        return states;
    }

    internal void Initialise(ClipTextConfig config, Generator? generator)
    {
        foreach (var layer in _layers)
        {
            layer.Initialise(config, generator);
        }
    }
}
