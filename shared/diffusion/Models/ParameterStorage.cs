using InstructEngine.Diffusion.Models.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models;

/// <summary>Replaces the parameters of a module, such as one that was made without storage (see <see cref="Layers.WithoutStorage{T}"/>).</summary>
internal static class ParameterStorage
{
    /// <param name="module">The module; its parameters are disposed of.</param>
    /// <param name="tensorOf">The tensor for a parameter's dotted name, which becomes the module's own and requires gradients.</param>
    /// <exception cref="NotSupportedException">A module has a parameter that cannot be replaced.</exception>
    public static void Assign(nn.Module module, Func<string, Tensor> tensorOf)
    {
        foreach (var (path, part) in module.named_modules().Prepend(("", module)))
        {
            foreach (var (name, old) in part.named_parameters(recurse: false).ToList())
            {
                using var scope = NewDisposeScope();
                var dotted = path.Length == 0 ? name : $"{path}.{name}";
                Assign(part, name, dotted, new Parameter(tensorOf(dotted)));
                old.Dispose();
            }
        }
    }

    private static void Assign(nn.Module part, string name, string dotted, Parameter parameter)
    {
        parameter.DetachFromDisposeScope();
        switch (part, name)
        {
            case (Conv2d layer, "weight"): layer.weight = parameter; break;
            case (Conv2d layer, "bias"): layer.bias = parameter; break;
            case (Linear layer, "weight"): layer.weight = parameter; break;
            case (Linear layer, "bias"): layer.bias = parameter; break;
            case (GroupNorm layer, "weight"): layer.weight = parameter; break;
            case (GroupNorm layer, "bias"): layer.bias = parameter; break;
            case (LayerNorm layer, "weight"): layer.weight = parameter; break;
            case (LayerNorm layer, "bias"): layer.bias = parameter; break;
            case (Embedding layer, "weight"): layer.weight = parameter; break;
            case (IOwnsParameter owner, _): owner.Own = parameter; break;
            case (IOwnsParameters owner, _): owner.SetOwn(name, parameter); break;
            default: throw new NotSupportedException($"'{dotted}' of a {part.GetType().Name} cannot be replaced.");
        }
    }
}
