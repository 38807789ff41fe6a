using InstructEngine.Diffusion.Lora.Files;

namespace InstructEngine.Diffusion.Lora;

/// <summary>Finds the layers an adapter changes.</summary>
internal static class LoraMatch
{
    /// <exception cref="ArgumentException">A layer is missing, or has another shape.</exception>
    public static IReadOnlyList<(LoraLayer Layer, LoraTarget Target)> Of(IReadOnlyList<LoraLayer> layers, LoraModels models)
    {
        var targets = models.Targets().ToDictionary(target => (target.Component, target.Path));
        return [.. layers.Select(layer => (layer, Find(layer)))];

        LoraTarget Find(LoraLayer layer)
        {
            if (!targets.TryGetValue((layer.Component, layer.Path), out var target))
                throw new ArgumentException($"The adapter changes '{layer.Path}' of the {LoraNames.Of(layer.Component)}, which is not there.", nameof(models));
            if (!layer.Down.shape.SequenceEqual(target.DownShape(layer.Rank)) || !layer.Up.shape.SequenceEqual(target.UpShape(layer.Rank)))
            {
                throw new ArgumentException($"'{layer.Path}' of the {LoraNames.Of(layer.Component)} is {Shapes.Text(target.Weight.shape)}; the adapter's A is "
                    + $"{Shapes.Text(layer.Down.shape)} and its B {Shapes.Text(layer.Up.shape)}.", nameof(models));
            }

            return target;
        }
    }
}
