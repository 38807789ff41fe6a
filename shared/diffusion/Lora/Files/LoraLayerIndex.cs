namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>
/// Finds the layer a file names. Names with underscores cannot be split without doubt ("to_out_0"), so they are looked up among the models' own names.
/// </summary>
internal sealed class LoraLayerIndex
{
    private const string PeftWrapping = "base_model.model.";

    private static readonly (string Prefix, LoraComponent Component)[] s_underscored =
    [
        ("lora_unet_", LoraComponent.Unet),
        ("lora_te_", LoraComponent.TextEncoder),
        ("lora_te1_", LoraComponent.TextEncoder),
        ("lora_te2_", LoraComponent.TextEncoder2),
    ];

    private readonly Dictionary<(LoraComponent Component, string Name), LoraTarget> _byName = [];

    public LoraLayerIndex(LoraModels models)
    {
        var original = models.Unet is null ? null : new OriginalUNetNames(models.Unet.Config);
        foreach (var target in models.Targets())
        {
            _byName[(target.Component, target.Path)] = target;
            _byName[(target.Component, LoraNames.Underscored(target.Path))] = target;
            if (target.Component == LoraComponent.Unet && original?.Of(target.Path) is { } name)
                _byName[(target.Component, LoraNames.Underscored(name))] = target;
        }
    }

    /// <returns>Whose layer it is, and the layer where there is such.</returns>
    public (LoraComponent Component, LoraTarget? Target) Find(string layer)
    {
        foreach (var (prefix, component) in s_underscored)
        {
            if (layer.StartsWith(prefix, StringComparison.Ordinal))
                return (component, _byName.GetValueOrDefault((component, layer[prefix.Length..])));
        }

        layer = Without(PeftWrapping, layer);
        foreach (var component in Enum.GetValues<LoraComponent>())
        {
            var prefix = LoraNames.Prefix(component);
            if (layer.StartsWith(prefix, StringComparison.Ordinal))
                return (component, _byName.GetValueOrDefault((component, Without(PeftWrapping, layer[prefix.Length..]))));
        }

        return (LoraComponent.Unet, _byName.GetValueOrDefault((LoraComponent.Unet, layer)));
    }

    /// <summary>Whether peft saved the layer by itself, without a pipeline; its alpha is then in a file beside.</summary>
    public static bool IsPeftsOwn(string layer) => layer.StartsWith(PeftWrapping, StringComparison.Ordinal);

    private static string Without(string prefix, string name) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
