using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>Self-attention with one joined projection. [B, T, C] → [B, T, C].</summary>
internal sealed class BlipVisionAttention : nn.Module<Tensor, Tensor>
{
    private readonly Linear qkv;
    private readonly Linear proj;

    public BlipVisionAttention(int width) : base(nameof(BlipVisionAttention))
    {
        qkv = Layers.Linear(width, 3L * width);
        proj = Layers.Linear(width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var parts = qkv.call(x).chunk(3, -1);
        return proj.call(BlipAttention.Attend(parts[0], parts[1], parts[2])).MoveToOuterDisposeScope();
    }
}
