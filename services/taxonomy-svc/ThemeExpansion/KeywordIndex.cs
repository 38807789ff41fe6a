using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>Finds which themes and subtopics a prompt speaks of, by whole words and phrases, singular or plural.</summary>
internal sealed class KeywordIndex
{
    private readonly Dictionary<string, List<(string[] Words, int Theme, int Subtopic)>> _byFirstWord = new(StringComparer.Ordinal);

    public KeywordIndex(IReadOnlyList<LexiconTheme> themes)
    {
        for (var theme = 0; theme < themes.Count; theme++)
        {
            for (var subtopic = 0; subtopic < themes[theme].Subtopics.Count; subtopic++)
            {
                foreach (var keyword in SubtopicKeywords.Of(themes[theme].Subtopics[subtopic]))
                    Add(PromptKey.Words(PromptKey.Of(keyword)), theme, subtopic);
            }
        }
    }

    /// <summary>The (theme, subtopic) indices the prompt speaks of, each once, in order.</summary>
    public IReadOnlyList<(int Theme, int Subtopic)> Match(string prompt)
    {
        var words = PromptKey.Words(PromptKey.Of(prompt));
        var found = new SortedSet<(int Theme, int Subtopic)>();
        for (var i = 0; i < words.Length; i++)
        {
            foreach (var (keyword, theme, subtopic) in _byFirstWord.GetValueOrDefault(words[i]) ?? [])
            {
                if (words.AsSpan(i).StartsWith(keyword))
                    found.Add((theme, subtopic));
            }
        }

        return [.. found];
    }

    private void Add(string[] words, int theme, int subtopic)
    {
        foreach (var last in new[] { words[^1], Plural(words[^1]) }.Distinct())
        {
            string[] form = [.. words[..^1], last];
            if (!_byFirstWord.TryGetValue(form[0], out var entries))
                _byFirstWord[form[0]] = entries = [];

            entries.Add((form, theme, subtopic));
        }
    }

    private static string Plural(string word) => word switch
    {
        [.., 's'] => word,
        [.., 'x'] or [.., 'c' or 's', 'h'] => word + "es",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => word[..^1] + "ies",
        _ => word + "s",
    };
}
