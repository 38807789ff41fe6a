using System.Reflection;
using System.Text.Json;
using InstructEngine.Hosting;
using InstructEngine.Storage;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>The lexicons that the program carries, each a file <c>Lexicons/NAME.json</c>.</summary>
internal static class LexiconFile
{
    private const string Extension = ".json";

    private static readonly Assembly Home = typeof(LexiconFile).Assembly;

    public static IReadOnlyList<string> Names { get; } =
        [.. Home.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal)];

    private static string Prefix => "Lexicons/";

    /// <exception cref="RunFailureException">There is no lexicon of this name.</exception>
    public static Lexicon Load(string name)
    {
        using var stream = Home.GetManifestResourceStream(Prefix + name + Extension)
            ?? throw new RunFailureException($"taxonomy.lexicon is '{name}'; there is: {string.Join(", ", Names)}.");
        return JsonSerializer.Deserialize<Lexicon>(stream, StorageJson.Options)
            ?? throw new InvalidOperationException($"Lexicon '{name}' is empty.");
    }
}
