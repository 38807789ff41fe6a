using InstructEngine.Lexicons.Similarity;
using InstructEngine.TaxonomyService.ThemeExpansion;
using YamlDotNet.RepresentationModel;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>Reads the nodes of a taxonomy file and collects all that is wrong with them.</summary>
internal sealed class OutlineReader(List<OutlineError> errors)
{
    private const int MaxThemes = 10_000, MaxSubtopics = 1000, MaxEntities = 200, MaxKeywords = 200, MaxLeaves = 200_000;

    private readonly OutlineValues _values = new(errors);
    private int _leaves;

    public TaxonomyOutline Read(YamlNode root)
    {
        var keys = _values.Keys(root, "", "format", "name", "version", "themes");
        if (_values.Text(keys, root, "", "format", 100, needed: false) is { } format && format != OutlineFile.Format)
            errors.Add(new(keys["format"].Start.Line, "format", $"is '{format}': expected {OutlineFile.Format}"));

        var name = _values.Text(keys, root, "", "name", 100, needed: false);
        var version = _values.Number(keys, "", "version");
        var themes = _values.Items(keys, root, "", "themes", 1, MaxThemes).Select(item => Theme(item.Node, item.Path)).ToList();
        Distinct(root, "themes", themes.ConvertAll(theme => theme.Name));
        return new(name ?? "taxonomy", themes, version);
    }

    private LexiconTheme Theme(YamlNode node, string path)
    {
        var keys = _values.Keys(node, path, "name", "group", "subject", "definition", "subtopics");
        var name = _values.Text(keys, node, path, "name", 100, needed: true) ?? string.Empty;
        var definition = _values.Text(keys, node, path, "definition", 1000, needed: false) ?? string.Empty;
        var group = _values.Text(keys, node, path, "group", 100, needed: false);
        var subject = _values.Text(keys, node, path, "subject", 100, needed: false);
        if (subject is not null && InstructEngine.Demo.Captions.ScenePrompt.Parse(subject).Scene?.Shape is null)
        {
            errors.Add(new(keys["subject"].Start.Line, $"{path}.subject", $"is '{subject}': expected a shape of the demo world, or no such key"));
            subject = null;
        }

        var subtopics = _values.Items(keys, node, path, "subtopics", 1, MaxSubtopics).Select(item => Subtopic(item.Node, item.Path)).ToList();
        Distinct(node, $"{path}.subtopics", subtopics.ConvertAll(subtopic => subtopic.Name));
        return new(name, definition, subject, subtopics, group);
    }

    private LexiconSubtopic Subtopic(YamlNode node, string path)
    {
        if (++_leaves == MaxLeaves + 1)
            errors.Add(new(node.Start.Line, path, $"is the {_leaves:N0}th subtopic; a taxonomy has at most {MaxLeaves:N0}"));

        var keys = _values.Keys(node, path, "name", "definition", "source", "entities", "keywords");
        var name = _values.Text(keys, node, path, "name", 100, needed: true) ?? string.Empty;
        var definition = _values.Text(keys, node, path, "definition", 1000, needed: false);
        var source = _values.Text(keys, node, path, "source", 200, needed: false);
        var entities = Texts(keys, node, path, "entities", 1, MaxEntities);
        var keywords = keys.ContainsKey("keywords") ? Texts(keys, node, path, "keywords", 0, MaxKeywords) : null;
        return new(name, entities, keywords is { Count: > 0 } ? keywords : null, definition, Unchanged(keys, path, source, name, definition, entities));
    }

    private List<string> Texts(IReadOnlyDictionary<string, YamlNode> keys, YamlNode node, string path, string key, int least, int most) =>
        [.. _values.Items(keys, node, path, key, least, most).Select(item => _values.Text(item.Node, item.Path, 200)).OfType<string>()];

    /// <summary>The source, unless the subtopic is no longer what was written there: then it is its editor's own.</summary>
    private string? Unchanged(
        IReadOnlyDictionary<string, YamlNode> keys, string path, string? source, string name, string? definition, List<string> entities)
    {
        if (source is null)
            return null;
        if (WrittenThemes.Find(source) is { } written)
            return written.Name == name && written.Definition == definition && written.Entities.SequenceEqual(entities) ? source : null;

        errors.Add(new(keys["source"].Start.Line, $"{path}.source", $"is '{source}': no lexicon has such a subtopic. Leave it out for one of your own"));
        return null;
    }

    private void Distinct(YamlNode node, string path, List<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length > 0 && !seen.TryAdd(PromptKey.Of(names[i]), i))
                errors.Add(new(LineOf(node, path, i), $"{path}[{i}].name", $"is '{names[i]}', which {path}[{seen[PromptKey.Of(names[i])]}] is already"));
        }
    }

    private static long LineOf(YamlNode node, string path, int index) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(path.Split('.')[^1]), out var list) && list is YamlSequenceNode items
            ? items[index].Start.Line
            : node.Start.Line;
}
