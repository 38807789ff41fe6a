using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>
/// One level of the way up: (hidden, the residuals of the way down, time embedding, text) → hidden. Takes as many residuals off the stack as it has layers;
/// the next one left says which size to enlarge to, so that odd sizes come back exactly.
/// </summary>
internal abstract class UNetUpBlock(string name) : nn.Module<Tensor, Stack<Tensor>, Tensor, Tensor, Tensor>(name)
{
    /// <inheritdoc cref="UNetDownBlock.GradientCheckpointing"/>
    public bool GradientCheckpointing { get; set; }

    protected static (long Height, long Width)? SizeOf(Stack<Tensor> residuals) =>
        residuals.TryPeek(out var next) ? (next.shape[2], next.shape[3]) : null;
}
