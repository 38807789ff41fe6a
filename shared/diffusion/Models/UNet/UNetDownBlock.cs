using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.UNet;

/// <summary>One level of the way down: (hidden [B, in, H, W], time embedding, text) → the result and every intermediate the way up will need.</summary>
internal abstract class UNetDownBlock(string name) : nn.Module<Tensor, Tensor, Tensor, (Tensor Hidden, List<Tensor> Residuals)>(name)
{
    /// <summary>Whether its residual blocks and transformers are computed again for their gradient.</summary>
    public bool GradientCheckpointing { get; set; }
}
