using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>Reads single values of a taxonomy file. What cannot be read is noted as an error, with its line and path.</summary>
internal sealed class OutlineValues(List<OutlineError> errors)
{
    /// <summary>The values of a mapping by their keys; empty where the node is none.</summary>
    public IReadOnlyDictionary<string, YamlNode> Keys(YamlNode node, string path, params string[] known)
    {
        var keys = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is not YamlMappingNode map)
        {
            errors.Add(new(node.Start.Line, path, $"is {KindOf(node)}: expected the keys {string.Join(", ", known)}"));
            return keys;
        }

        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "?";
            if (known.Contains(name))
                keys[name] = value;
            else
                errors.Add(new(key.Start.Line, Join(path, name), $"is an unknown key; known here: {string.Join(", ", known)}"));
        }

        return keys;
    }

    public string? Text(IReadOnlyDictionary<string, YamlNode> keys, YamlNode parent, string path, string key, int longest, bool needed)
    {
        if (keys.TryGetValue(key, out var node) && !IsNull(node))
            return Text(node, Join(path, key), longest);

        if (needed && parent is YamlMappingNode)
            errors.Add(new(parent.Start.Line, Join(path, key), "is missing"));
        return null;
    }

    public string? Text(YamlNode node, string path, int longest)
    {
        if (node is not YamlScalarNode { Value: { } text })
        {
            errors.Add(new(node.Start.Line, path, $"is {KindOf(node)}: expected a text"));
            return null;
        }

        text = text.Trim();
        if (text.Length >= 1 && text.Length <= longest && !text.Any(char.IsControl))
            return text;

        errors.Add(new(node.Start.Line, path, $"is {(text.Length == 0 ? "empty" : $"'{Short(text)}'")}: expected 1 to {longest} characters, none of them a control character"));
        return null;
    }

    public int? Number(IReadOnlyDictionary<string, YamlNode> keys, string path, string key)
    {
        if (!keys.TryGetValue(key, out var node) || IsNull(node))
            return null;
        if (node is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;

        errors.Add(new(node.Start.Line, Join(path, key), $"is {KindOf(node)}: expected a whole number"));
        return null;
    }

    public IEnumerable<(YamlNode Node, string Path)> Items(
        IReadOnlyDictionary<string, YamlNode> keys, YamlNode parent, string path, string key, int least, int most)
    {
        var at = Join(path, key);
        if (!keys.TryGetValue(key, out var node))
        {
            if (least > 0 && parent is YamlMappingNode)
                errors.Add(new(parent.Start.Line, at, "is missing"));
            return [];
        }

        if (node is not YamlSequenceNode list)
        {
            errors.Add(new(node.Start.Line, at, $"is {KindOf(node)}: expected a list"));
            return [];
        }

        if (list.Children.Count < least || list.Children.Count > most)
            errors.Add(new(node.Start.Line, at, $"has {list.Children.Count:N0} entries: expected {least} to {most:N0}"));

        return list.Children.Count > most ? [] : list.Children.Select((item, i) => (item, $"{at}[{i}]"));
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "null" or "~" };

    private static string KindOf(YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } text } => $"'{Short(text)}'",
        YamlSequenceNode => "a list",
        YamlMappingNode => "a mapping",
        _ => "nothing",
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..57] + "...";
    }
}
