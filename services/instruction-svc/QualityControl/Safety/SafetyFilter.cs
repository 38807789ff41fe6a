namespace InstructEngine.InstructionService.QualityControl.Safety;

/// <summary>
/// Finds forbidden words as whole words, so that "cocktail" and "Essex" are none, and finds them also where they are spaced out ("g o r e"),
/// cut by signs ("go.re"), stretched ("goooore") or disguised ("g0re"). It knows no meaning: what needs judgement is for a moderation model.
/// </summary>
internal sealed class SafetyFilter
{
    private const int LongestPhrase = 4, FewestSpacedLetters = 3;

    // "heroines" is no plural of a drug.
    private static readonly string[] Hissing = ["ses", "xes", "zes", "ches", "shes"];

    private readonly Dictionary<string, string> _categories = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beginnings = new(StringComparer.Ordinal);

    public SafetyFilter(SafetyWords list)
    {
        foreach (var category in list.Categories)
        {
            foreach (var words in category.Words.Select(phrase => Cut(PlainLetters.Of(phrase))))
            {
                _categories.TryAdd(string.Join(' ', words), category.Id);
                _beginnings.Add(words[0]);
            }
        }
    }

    /// <returns>The category and the words that were found, as they were read; null when the text is clean.</returns>
    public (string Category, string Words)? Find(string text)
    {
        var plain = PlainLetters.Of(text);
        return Find(Cut(plain)) ?? Find(Joined(plain)) ?? Find(Spaced(plain));
    }

    private (string Category, string Words)? Find(List<string> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            if (!Readings(words[start]).Any(_beginnings.Contains))
                continue;

            for (var length = 1; length <= LongestPhrase && start + length <= words.Count; length++)
            {
                var phrase = string.Join(' ', words.Skip(start).Take(length));
                if (Category(phrase) is { } category)
                    return (category, phrase);
            }
        }

        return null;
    }

    private string? Category(string phrase) => Readings(phrase).Select(reading => _categories.GetValueOrDefault(reading)).FirstOrDefault(category => category is not null);

    private static IEnumerable<string> Readings(string phrase)
    {
        yield return phrase;
        if (phrase.EndsWith('s'))
            yield return phrase[..^1];
        if (Hissing.Any(ending => phrase.EndsWith(ending, StringComparison.Ordinal)))
            yield return phrase[..^2];
        if (Squeezed(phrase, 1) is { } once)
            yield return once;
        if (Squeezed(phrase, 2) is { } twice)
            yield return twice;
    }

    // Three and more of a letter are written for one or for two of it.
    private static string? Squeezed(string phrase, int kept)
    {
        var squeezed = new System.Text.StringBuilder();
        for (var i = 0; i < phrase.Length;)
        {
            var run = 1;
            while (i + run < phrase.Length && phrase[i + run] == phrase[i])
                run++;
            squeezed.Append(phrase[i], run >= 3 ? kept : run);
            i += run;
        }

        return squeezed.Length < phrase.Length ? squeezed.ToString() : null;
    }

    /// <summary>The words, cut at every sign that is no letter.</summary>
    private static List<string> Cut(string plain)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= plain.Length; i++)
        {
            var inside = i < plain.Length && char.IsLetter(plain[i]);
            if (inside && start < 0)
                start = i;
            if (!inside && start >= 0)
            {
                words.Add(plain[start..i]);
                start = -1;
            }
        }

        return words;
    }

    /// <summary>The words with the signs inside them left out: "go.re".</summary>
    private static List<string> Joined(string plain) =>
        [.. plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(char.IsLetter))).Where(word => word.Length > 0)];

    /// <summary>What single letters in a row spell: "g o r e", "g.o.r.e".</summary>
    private static List<string> Spaced(string plain)
    {
        var spelt = new List<string>();
        var letters = "";
        foreach (var word in Cut(plain).Append(""))
        {
            if (word.Length == 1)
            {
                letters += word;
                continue;
            }

            // An article before the spelling is a single letter too.
            if (letters.Length >= FewestSpacedLetters)
                spelt.AddRange([letters, letters[1..]]);
            letters = "";
        }

        return spelt;
    }
}
