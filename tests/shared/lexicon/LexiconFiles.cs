using System.Text;
using System.Text.Json.Nodes;
using InstructEngine.Lexicons;

namespace InstructEngine.Shared.Tests.Lexicons;

/// <summary>The default lexicon's files, each of which a test may replace.</summary>
internal sealed class LexiconFiles
{
    private readonly Dictionary<string, string> _texts = Names.ToDictionary(name => name, Text);

    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(DefaultLexicon).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("default/", StringComparison.Ordinal)).Select(name => name["default/".Length..])];

    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(DefaultLexicon).Assembly.GetManifestResourceStream($"default/{name}")!);
        return reader.ReadToEnd();
    }

    public LexiconFiles With(string name, string? text)
    {
        if (text is null)
            _texts.Remove(name);
        else
            _texts[name] = text;
        return this;
    }

    public LexiconFiles With(string name, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(_texts[name])!;
        change(node);
        return With(name, node.ToJsonString());
    }

    public Stream? Open(string name) => _texts.TryGetValue(name, out var text) ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : null;
}
