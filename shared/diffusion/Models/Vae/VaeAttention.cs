using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Vae;

/// <summary>Single-head attention over all pixels of the lowest level, around a shortcut. [B, C, H, W] → [B, C, H, W].</summary>
internal sealed class VaeAttention : nn.Module<Tensor, Tensor>
{
    private readonly GroupNorm group_norm;
    private readonly Linear to_q;
    private readonly Linear to_k;
    private readonly Linear to_v;
    private readonly ModuleList<Linear> to_out;

    public VaeAttention(int channels, ResnetSpec resnet) : base(nameof(VaeAttention))
    {
        group_norm = Layers.GroupNorm(resnet.NormGroups, channels, resnet.Eps);
        to_q = Layers.Linear(channels, channels);
        to_k = Layers.Linear(channels, channels);
        to_v = Layers.Linear(channels, channels);
        to_out = new(Layers.Linear(channels, channels));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var sequence = group_norm.call(x.flatten(2)).transpose(1, 2).contiguous();
        var attended = ScaledDotProduct.Attend(to_q.call(sequence), to_k.call(sequence), to_v.call(sequence), heads: 1);
        return (to_out[0].call(attended).transpose(1, 2).reshape(x.shape) + x).MoveToOuterDisposeScope();
    }
}
