using System.Text.Json;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>New themes and subtopics, as a model would name them: among the new ones always one that is there already, and one that nearly is.</summary>
internal static class TaxonomyAnswers
{
    private const int Entities = 10;

    public static string Themes(ChatRequest request)
    {
        var siblings = request.List("Themes that exist");
        var names = Repeated(siblings).Concat(New(request, siblings.Count));
        return JsonSerializer.Serialize(new { themes = names.Select(name => new { name, definition = $"All that belongs to {name.ToLowerInvariant()}." }) });
    }

    public static string Subtopics(ChatRequest request)
    {
        var siblings = request.List("Subtopics that exist");
        var theme = request.Data("Theme")?.GetString() ?? "";
        var names = Repeated(siblings).Concat(New(request, siblings.Count, theme));
        return JsonSerializer.Serialize(new
        {
            subtopics = names.Select(name => new
            {
                name,
                definition = $"The {name.ToLowerInvariant()} of this theme.",
                entities = Enumerable.Range(0, Entities).Select(i => $"{Word($"{theme}/{name}/{i}")} of {Word($"{name}/{theme}/{i}")}"),
            }),
        });
    }

    private static IEnumerable<string> Repeated(IReadOnlyList<string> siblings) =>
        siblings.Count == 0 ? [] : [siblings[0], $"The {siblings[^1].ToUpperInvariant()}"];

    private static IEnumerable<string> New(ChatRequest request, int from, string theme = "") =>
        Enumerable.Range(from, Math.Max(1, request.Number("Count"))).Select(i => $"{Capital(Word($"{theme}#{i}#{request.Seed}"))} things");

    /// <summary>A word of three syllables that follows from the text.</summary>
    private static string Word(string text)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1_099_511_628_211;

        return string.Concat(Enumerable.Range(0, 3).Select(i => $"{"bdfgklmnprstvz"[(int)((hash >> (12 * i)) % 14)]}{"aeiou"[(int)((hash >> ((12 * i) + 5)) % 5)]}"));
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
