using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>The activations that CLIP checkpoints use.</summary>
internal static class ClipActivation
{
    /// <exception cref="ModelConfigException">The name is not known.</exception>
    public static Func<Tensor, Tensor> Parse(string name) => name switch
    {
        "quick_gelu" => QuickGelu,
        "gelu" => nn.functional.gelu,
        _ => throw new ModelConfigException("hidden_act", $"is \"{name}\"; only \"quick_gelu\" and \"gelu\" are supported."),
    };

    private static Tensor QuickGelu(Tensor x) => x * (x * 1.702).sigmoid();
}
