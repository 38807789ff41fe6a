using System.Reflection;
using System.Text.Json;
using InstructEngine.Hosting;
using InstructEngine.Lexicons;
using InstructEngine.Storage;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>The lexicons that the program carries: the default one, one without themes, and each file <c>Lexicons/NAME.json</c>.</summary>
internal static class LexiconFile
{
    /// <summary>The lexicon without themes: all are imported, or written by a language model.</summary>
    public const string None = "none";

    private const string Extension = ".json";

    private static readonly Assembly Home = typeof(LexiconFile).Assembly;

    public static IReadOnlyList<string> Names { get; } =
        [.. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Extension.Length])
            .Append(DefaultLexicon.Name)
            .Append(None)
            .Order(StringComparer.Ordinal)];

    private static string Prefix => "Lexicons/";

    /// <exception cref="RunFailureException">There is no lexicon of this name.</exception>
    public static Lexicon Load(string name) => name switch
    {
        DefaultLexicon.Name => WrittenThemes.Default,
        None => new(None, [], []),
        _ => LoadFile(name),
    };

    private static Lexicon LoadFile(string name)
    {
        using var stream = Home.GetManifestResourceStream(Prefix + name + Extension)
            ?? throw new RunFailureException($"taxonomy.lexicon is '{name}'; there is: {string.Join(", ", Names)}.");
        return JsonSerializer.Deserialize<Lexicon>(stream, StorageJson.Options)
            ?? throw new InvalidOperationException($"Lexicon '{name}' is empty.");
    }
}
