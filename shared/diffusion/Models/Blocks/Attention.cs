using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>Multi-head attention of a sequence to itself or to a context. [B, T, C] → [B, T, C].</summary>
internal sealed class Attention : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly Linear to_q;
    private readonly Linear to_k;
    private readonly Linear to_v;
    private readonly ModuleList<Linear> to_out;
    private readonly long _heads;
    private readonly bool _upcast;

    public Attention(long channels, long contextChannels, long heads, bool upcast) : base(nameof(Attention))
    {
        to_q = Layers.Linear(channels, channels, bias: false);
        to_k = Layers.Linear(contextChannels, channels, bias: false);
        to_v = Layers.Linear(contextChannels, channels, bias: false);
        to_out = new(Layers.Linear(channels, channels));
        _heads = heads;
        _upcast = upcast;
        RegisterComponents();
    }

    /// <param name="x">[B, T, C].</param>
    /// <param name="context">[B, S, contextChannels]; null attends to <paramref name="x"/>.</param>
    public override Tensor forward(Tensor x, Tensor? context)
    {
        using var scope = NewDisposeScope();
        context ??= x;
        var attended = ScaledDotProduct.Attend(to_q.call(x), to_k.call(context), to_v.call(context), _heads, _upcast, training);
        return to_out[0].call(attended).MoveToOuterDisposeScope();
    }
}
