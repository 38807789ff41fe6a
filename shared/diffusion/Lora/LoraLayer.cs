using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora;

/// <summary>The low-rank change of one layer: alpha/rank · B·A.</summary>
public sealed class LoraLayer : IDisposable
{
    internal LoraLayer(LoraComponent component, string path, Tensor down, Tensor up, double alpha, bool trainable)
    {
        (Component, Path, Alpha) = (component, path, alpha);
        Down = new Parameter(down, trainable);
        Up = new Parameter(up, trainable);
        Down.DetachFromDisposeScope();
        Up.DetachFromDisposeScope();
    }

    public LoraComponent Component { get; }

    /// <summary>The layer's dotted name in its model, as <c>down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q</c>.</summary>
    public string Path { get; }

    /// <summary>The paper's A: [rank, in], or [rank, in, h, w] on a convolution.</summary>
    public Parameter Down { get; }

    /// <summary>The paper's B: [out, rank], or [out, rank, 1, 1] on a convolution.</summary>
    public Parameter Up { get; }

    public double Alpha { get; }

    public long Rank => Down.shape[0];

    /// <summary>By which B·A is multiplied: alpha/rank.</summary>
    public double Factor => Alpha / Rank;

    public void Dispose()
    {
        Down.Dispose();
        Up.Dispose();
    }
}
