using InstructEngine.Diffusion.Models.Blocks;
using InstructEngine.Diffusion.Models.UNet;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Parity;

/// <summary>Collects what every named part of a model returns, by its dotted name.</summary>
internal static class BlockOutputs
{
    public static Dictionary<string, Tensor> Of(nn.Module model, Action run)
    {
        var seen = new Dictionary<string, Tensor>();
        foreach (var (name, module) in model.named_modules())
        {
            Tensor Keep(Tensor output)
            {
                seen[name] = output.detach().clone().DetachFromDisposeScope();
                return output;
            }

            switch (module)
            {
                case ResnetBlock2D m: m.register_forward_hook((_, _, _, output) => Keep(output)); break;
                case Transformer2DModel m: m.register_forward_hook((_, _, _, output) => Keep(output)); break;
                case UNetMidBlock2DCrossAttn m: m.register_forward_hook((_, _, _, _, output) => Keep(output)); break;
                case UNetUpBlock m: m.register_forward_hook((_, _, _, _, _, output) => Keep(output)); break;
                case UNetDownBlock m: m.register_forward_hook((_, _, _, _, output) => (Keep(output.Hidden), output.Residuals)); break;
                case nn.Module<Tensor, Tensor> m: m.register_forward_hook((_, _, output) => Keep(output)); break;
            }
        }

        run();
        return seen;
    }
}
