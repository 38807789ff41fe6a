using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision.Blip;

/// <summary>[B, T, C] → [B, T, C], four times as wide inside.</summary>
internal sealed class BlipVisionMlp : nn.Module<Tensor, Tensor>
{
    private readonly Linear fc1;
    private readonly Linear fc2;

    public BlipVisionMlp(int width) : base(nameof(BlipVisionMlp))
    {
        fc1 = Layers.Linear(width, 4L * width);
        fc2 = Layers.Linear(4L * width, width);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        return fc2.call(nn.functional.gelu(fc1.call(x))).MoveToOuterDisposeScope();
    }
}
