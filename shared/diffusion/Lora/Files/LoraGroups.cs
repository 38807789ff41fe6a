using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>Sorts a file's tensors by the models' layers; no tensor is passed over unless it was asked for.</summary>
internal sealed class LoraGroups
{
    private const int Shown = 5;
    private readonly SafetensorsFile _file;
    private readonly LoraLayerIndex _index;
    private readonly Dictionary<(LoraComponent, string), LoraGroup> _groups = [];
    private readonly Dictionary<LoraComponent, (LoraNaming Naming, string Key)> _namings = [];
    private readonly List<string> _unknown = [];
    private readonly Dictionary<LoraComponent, List<string>> _ofOthers = [];

    private LoraGroups(SafetensorsFile file, LoraModels models)
    {
        (_file, _index) = (file, new(models));
        foreach (var key in file.Entries.Keys.Order(StringComparer.Ordinal))
            Sort(key, models);
    }

    /// <returns>The groups, in ordinal order of their names in the file; each has at least one tensor.</returns>
    public static IReadOnlyList<LoraGroup> Of(SafetensorsFile file, LoraModels models, LoraLoadOptions options)
    {
        if (file.Entries.Count == 0)
            throw new SafetensorsException(file.Path, null, "has no tensors, so it is no LoRA.");
        var groups = new LoraGroups(file, models);
        groups.ThrowUnknown();
        groups.ThrowOfOthers(options);
        return [.. groups._groups.Values];
    }

    private void Sort(string key, LoraModels models)
    {
        if (LoraKey.Parse(_file.Path, key) is not { } parsed)
        {
            _unknown.Add(key);
            return;
        }

        var (component, target) = _index.Find(parsed.Layer);
        if (models[component] is null)
            Of(component).Add(key);
        else if (target is null)
            _unknown.Add(key);
        else
            Add(key, parsed, target);
    }

    private void Add(string key, LoraKey parsed, LoraTarget target)
    {
        if (parsed.Naming is { } naming)
        {
            _namings.TryAdd(target.Component, (naming, key));
            var (first, firstKey) = _namings[target.Component];
            if (first != naming)
                throw new SafetensorsException(_file.Path, key, $"it is named as {naming} does, but '{firstKey}' as {first} does; one file, one naming.");
        }

        var place = (target.Component, target.Path);
        if (!_groups.TryGetValue(place, out var group))
            _groups[place] = group = new(target, parsed.Layer, []);
        if (!group.Keys.TryAdd(parsed.Role, key))
            throw new SafetensorsException(_file.Path, key, $"it and '{group.Keys[parsed.Role]}' are for the same layer, '{target.Path}'.");
    }

    private List<string> Of(LoraComponent component) =>
        _ofOthers.TryGetValue(component, out var keys) ? keys : _ofOthers[component] = [];

    private void ThrowUnknown()
    {
        if (_unknown.Count > 0)
        {
            throw new SafetensorsException(_file.Path, _unknown[0],
                $"{_unknown.Count} of {_file.Entries.Count} tensors fit nothing in the model: {List(_unknown)}. A LoRA for another model, or of another kind?");
        }
    }

    private void ThrowOfOthers(LoraLoadOptions options)
    {
        foreach (var (component, keys) in _ofOthers)
        {
            if (component == LoraComponent.Unet || !options.IgnoreMissingTextEncoders)
            {
                throw new SafetensorsException(_file.Path, keys[0],
                    $"{keys.Count} of {_file.Entries.Count} tensors are for the {LoraNames.Of(component)}, which the model lacks: {List(keys)}.");
            }
        }

        if (_groups.Count == 0)
            throw new SafetensorsException(_file.Path, null, "changes nothing but text encoders that the model lacks.");
    }

    private static string List(List<string> keys) =>
        string.Join(", ", keys.Take(Shown).Select(key => $"'{key}'")) + (keys.Count > Shown ? $" and {keys.Count - Shown} more" : "");
}
