using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>Reads YAML (of which JSON is a part) into nodes that know their lines.</summary>
internal static class OutlineSyntax
{
    // Root, themes, theme, subtopics, subtopic, entities.
    private const int Deepest = 8;

    /// <exception cref="OutlineException">It is no YAML, or not of the kind that a taxonomy is.</exception>
    public static YamlNode Read(string text, string name)
    {
        EnsurePlain(text, name);
        var yaml = new YamlStream();
        Guarded(text, name, parser => yaml.Load(parser));
        return yaml.Documents.Count == 1
            ? yaml.Documents[0].RootNode
            : throw new OutlineException(name, [new(1, "", $"holds {yaml.Documents.Count} documents; expected one taxonomy")]);
    }

    /// <summary>Looks before nodes are made: they are made recursively, and an alias may stand for a million of them.</summary>
    private static void EnsurePlain(string text, string name) => Guarded(text, name, parser =>
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (parser.Current is AnchorAlias alias)
                throw new OutlineException(name, [new(alias.Start.Line, "", $"has the alias *{alias.Value}; write out what it stands for")]);

            // The stream and the document count as a level each.
            if (depth > Deepest + 2)
                throw new OutlineException(name, [new(parser.Current.Start.Line, "", "is nested deeper than a taxonomy is")]);
        }
    });

    private static void Guarded(string text, string name, Action<IParser> read)
    {
        using var reader = new StringReader(text);
        var parser = new Parser(reader);
        try
        {
            read(parser);
        }
        catch (YamlException exception)
        {
            throw new OutlineException(name, [new(exception.Start.Line, "", $"not valid YAML or JSON. {exception.Message.TrimEnd('.')}")], exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // Some broken texts make the library fail instead of saying what is wrong with them.
            throw new OutlineException(name, [new(parser.Current?.End.Line ?? 1, "", "not valid YAML or JSON behind this place")], exception);
        }
    }
}
