using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>The words by which a prompt speaks of a subtopic.</summary>
internal static class SubtopicKeywords
{
    // "a cellist in a cloak" is a cellist: what follows these words only describes it.
    private static readonly HashSet<string> Tails = new(StringComparer.Ordinal)
    {
        "in", "on", "of", "with", "at", "from", "under", "over", "by", "for", "near", "beside", "behind", "inside", "above", "below", "between", "through",
        "wearing", "holding", "carrying", "made", "covered", "filled",
    };

    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "a", "an", "the" };

    /// <summary>Those that are written; where none are, the subtopic's name and what its entities are.</summary>
    public static IEnumerable<string> Of(LexiconSubtopic subtopic) => subtopic.Keywords is { Count: > 0 } written
        ? written
        : subtopic.Entities.Select(Head).Prepend(ThemeNames.InTheSingular(subtopic.Name)).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal);

    private static string Head(string entity)
    {
        var words = PromptKey.Words(PromptKey.Of(entity)).SkipWhile(Articles.Contains).ToArray();
        var end = Array.FindIndex(words, 0, Tails.Contains);
        return string.Join(' ', end > 0 ? words[..end] : words);
    }
}
