using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Text;

/// <summary>The starting weights of a linear layer: normal weights, zero bias.</summary>
internal static class InitialisedLinear
{
    public static void Normal(Linear linear, double std, Generator? generator)
    {
        nn.init.normal_(linear.weight!, 0, std, generator);
        if (linear.bias is not null)
        {
            nn.init.zeros_(linear.bias);
        }
    }
}
