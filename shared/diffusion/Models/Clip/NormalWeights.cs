using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Clip;

/// <summary>Starting weights: normal, with zero bias.</summary>
internal static class NormalWeights
{
    public static void Draw(Linear linear, double std, Generator? generator)
    {
        Draw(linear.weight!, std, generator);
        linear.bias?.zero_();
    }

    // Not nn.init.normal_: it takes a generator, but draws from the default one.
    public static void Draw(Tensor weight, double std, Generator? generator) => weight.normal_(0, std, generator);
}
