using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Models.Checkpointing;

/// <summary>
/// The parameters that adapters add to a layer from outside. Its module does not list them, but a part of the model that is computed again for its
/// gradient has to name everything that it is differentiated by.
/// </summary>
internal static class AdapterParameters
{
    private static readonly ConditionalWeakTable<nn.Module, List<Parameter>> s_ofLayer = [];

    public static void Add(nn.Module layer, params ReadOnlySpan<Parameter> parameters)
    {
        var list = s_ofLayer.GetOrCreateValue(layer);
        lock (list)
            list.AddRange(parameters);
    }

    public static void Remove(nn.Module layer, params ReadOnlySpan<Parameter> parameters)
    {
        if (!s_ofLayer.TryGetValue(layer, out var list))
            return;
        lock (list)
        {
            foreach (var parameter in parameters)
                list.Remove(parameter);
        }
    }

    public static IReadOnlyList<Parameter> Of(nn.Module layer)
    {
        if (!s_ofLayer.TryGetValue(layer, out var list))
            return [];
        lock (list)
            return [.. list];
    }
}
