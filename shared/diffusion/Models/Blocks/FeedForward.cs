using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Blocks;

/// <summary>The transformer block's feed-forward part, four times as wide inside. [B, T, C] → [B, T, C].</summary>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private const int Widening = 4;

    // The reference has a dropout at place 1, so the last layer is number 2 in its weights.
    private readonly ModuleList<nn.Module<Tensor, Tensor>> net;

    public FeedForward(long channels) : base(nameof(FeedForward))
    {
        net = new(new GEGLU(channels, channels * Widening), nn.Identity(), Layers.Linear(channels * Widening, channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var gated = net[0].call(x);
        return net[2].call(gated);
    }
}
