using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>The stack of blocks that both towers have.</summary>
internal sealed class ClipEncoder : nn.Module<Tensor, IReadOnlyList<Tensor>>
{
    private readonly ModuleList<ClipEncoderLayer> layers;
    private readonly ClipEncoderSpec _spec;

    public ClipEncoder(ClipEncoderSpec spec) : base(nameof(ClipEncoder))
    {
        layers = new([.. Enumerable.Range(0, spec.Layers).Select(_ => new ClipEncoderLayer(spec))]);
        _spec = spec;
        RegisterComponents();
    }

    /// <returns><paramref name="embeddings"/> itself, then every block's output; each [B, T, C].</returns>
    public override IReadOnlyList<Tensor> forward(Tensor embeddings)
    {
        var states = new List<Tensor>(layers.Count + 1) { embeddings };
        foreach (var layer in layers)
            states.Add(layer.call(states[^1]));
        return states;
    }

    internal void Initialise(Generator? generator)
    {
        foreach (var layer in layers)
            layer.Initialise(_spec, generator);
    }
}
