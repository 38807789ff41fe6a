using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>Gives storage to a module that was made without (see <see cref="Layers.WithoutStorage{T}"/>); its content is undefined until it is loaded.</summary>
internal static class ParameterStorage
{
    public static void Allocate(nn.Module module, ScalarType dtype, Device device)
    {
        foreach (var (name, part) in module.named_modules().Prepend(("", module)))
        {
            switch (part)
            {
                case Conv2d layer: (layer.weight, layer.bias) = (New(layer.weight)!, New(layer.bias)); break;
                case Linear layer: (layer.weight, layer.bias) = (New(layer.weight)!, New(layer.bias)); break;
                case GroupNorm layer: (layer.weight, layer.bias) = (New(layer.weight)!, New(layer.bias)); break;
                case LayerNorm layer: (layer.weight, layer.bias) = (New(layer.weight)!, New(layer.bias)); break;
                case Embedding layer: layer.weight = New(layer.weight)!; break;
                case IOwnsParameter owner: owner.Own = New(owner.Own)!; break;
                default:
                    if (part.parameters(recurse: false).Any())
                        throw new NotSupportedException($"'{name}' is a {part.GetType().Name}, whose parameters cannot be given storage.");
                    break;
            }
        }

        Parameter? New(Parameter? shape) => shape is null ? null : new Parameter(empty(shape.shape, dtype, device));
    }
}
