using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>Keeps a taxonomy from holding one theme under two names.</summary>
internal static class ThemeNames
{
    private const double NearShare = 0.5;

    private static readonly HashSet<string> Small = new(StringComparer.Ordinal) { "a", "an", "and", "of", "or", "the", "thing", "other" };

    /// <summary>Whether the name shares less than half of its words with each of its siblings, number and small words aside.</summary>
    public static bool IsNew(string name, IEnumerable<string> siblings)
    {
        var words = Words(name);
        return siblings.Select(Words).All(other =>
            words.Intersect(other).Count() < NearShare * Math.Min(words.Count, other.Count) && !words.SetEquals(other));
    }

    /// <summary>Of the words of both names, the share that is in both: 0 to 1.</summary>
    public static double Likeness(string first, string second)
    {
        var (one, other) = (Words(first), Words(second));
        return one.Count + other.Count == 0 ? 1 : (double)one.Intersect(other).Count() / one.Union(other).Count();
    }

    /// <summary>A name's words in lower case, the last in the singular: <c>small dog</c> for "Small dogs".</summary>
    public static string InTheSingular(string name)
    {
        var words = PromptKey.Words(PromptKey.Of(name));
        return words.Length == 0 ? string.Empty : string.Join(' ', [.. words[..^1], Singular(words[^1])]);
    }

    private static HashSet<string> Words(string name)
    {
        var all = PromptKey.Words(PromptKey.Of(name)).Select(Singular).ToList();
        var telling = all.Where(word => !Small.Contains(word)).ToHashSet(StringComparer.Ordinal);
        return telling.Count > 0 ? telling : [.. all];
    }

    private static string Singular(string word) => word switch
    {
        [.., 'i', 'e', 's'] => word[..^3] + "y",
        [.., 's', 's'] => word,
        [.., 's'] when word.Length > 3 => word[..^1],
        _ => word,
    };
}
