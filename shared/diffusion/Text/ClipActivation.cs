using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>The activations that CLIP checkpoints use.</summary>
internal static class ClipActivation
{
    public static Func<Tensor, Tensor> Parse(string name, string source) => name switch
    {
        "quick_gelu" => QuickGelu,
        "gelu" => nn.functional.gelu,
        _ => throw new InvalidDataException($"{source}: hidden_act '{name}' is unknown; quick_gelu or gelu is needed."),
    };

    private static Tensor QuickGelu(Tensor x) => x * (x * 1.702).sigmoid();
}
