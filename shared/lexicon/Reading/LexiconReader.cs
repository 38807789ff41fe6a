using System.Text.Json;
using System.Text.Json.Serialization;

namespace InstructEngine.Lexicons.Reading;

/// <summary>
/// Reads a lexicon's files strictly: an unknown key, a missing one, a value of the wrong type or one that breaks a rule of the format
/// (<c>Default/README.md</c>) is an error that says where.
/// </summary>
public static class LexiconReader
{
    private const string IndexFile = "index.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="folder">Holds <c>index.json</c> and the files that it names.</param>
    /// <exception cref="LexiconException">A file is missing or cannot be used.</exception>
    public static WrittenLexicon ReadFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Read(file => Path.Combine(folder, file) is var path && File.Exists(path) ? File.OpenRead(path) : null);
    }

    /// <param name="open">Opens a file by its name; null when there is none.</param>
    /// <exception cref="LexiconException">A file is missing or cannot be used.</exception>
    public static WrittenLexicon Read(Func<string, Stream?> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        var index = Read<IndexDocument>(open, IndexFile);
        IndexRules.Check(index, IndexFile);

        var kinds = Read<KindsDocument>(open, index.Kinds);
        KindRules.Check(kinds, index.Kinds);
        var pools = kinds.Kinds.ToDictionary(kind => kind.Id, StringComparer.Ordinal);

        var aesthetics = Read<AestheticsDocument>(open, index.Aesthetics);
        KindRules.Check(aesthetics, index.Aesthetics, pools);

        var entities = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var groups = index.Groups.Select(group => new ThemeGroup(group.Id, group.Name, [.. group.Themes.Select(file =>
        {
            var theme = Read<WrittenTheme>(open, file);
            ThemeRules.Check(theme, file, group.Id, pools, entities);
            return theme;
        })]));
        return new(index.Name, index.Version, index.Language, index.Licence, [.. groups], pools, aesthetics.Pairs);
    }

    private static T Read<T>(Func<string, Stream?> open, string file)
    {
        using var stream = open(file) ?? throw new LexiconException(file, "$", "the lexicon names this file, and there is none.");
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new LexiconException(file, "$", "the file holds null, not an object.");
        }
        catch (JsonException fault)
        {
            var place = fault.LineNumber is { } line ? $"{fault.Path ?? "$"} (line {line + 1})" : fault.Path ?? "$";
            throw new LexiconException(file, place, Told(fault), fault);
        }
    }

    // The serialiser repeats the path and the line at the end of its message.
    private static string Told(JsonException fault)
    {
        var end = fault.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? fault.Message : fault.Message[..end];
    }
}
