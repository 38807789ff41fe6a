using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>
/// Takes as many themes and subtopics as the targets say from a lexicon that is complete in itself: all of it where the targets
/// are its size, else what the corpus speaks of most, then the rest in turn, a theme of each group at a time. The written order stays.
/// </summary>
internal static class ThemeSelection
{
    /// <param name="evidence">Of each of the lexicon's themes.</param>
    public static IReadOnlyList<PlannedTheme> Select(
        IReadOnlyList<LexiconTheme> themes, IReadOnlyDictionary<LexiconTheme, ThemeEvidence> evidence, TaxonomySpec spec)
    {
        var chosen = Take(themes, spec.Themes, theme => evidence[theme].Prompts.Count, spec.MinEvidence, TurnsOf(themes));
        return
        [
            .. from t in chosen
               let theme = themes[t]
               let subtopics = Take(theme.Subtopics, spec.SubtopicsPerTheme, i => evidence[theme].CountOf(i), spec.MinEvidence)
               select PlannedTheme.Of(theme, evidence[theme], subtopics),
        ];
    }

    /// <exception cref="RunFailureException">The lexicon is smaller than the targets: the message says by how much, and what can be done.</exception>
    public static void EnsureEnough(string lexicon, IReadOnlyList<LexiconTheme> themes, TaxonomySpec spec)
    {
        if (spec.Themes > themes.Count)
            throw TooFew("taxonomy.themes", spec.Themes, $"the lexicon '{lexicon}' has {themes.Count} themes", themes.Count);

        var least = themes.Where(theme => theme.Subtopics.Count < spec.SubtopicsPerTheme).MinBy(theme => theme.Subtopics.Count);
        if (least is not null)
        {
            throw TooFew(
                "taxonomy.subtopicsPerTheme", spec.SubtopicsPerTheme, $"'{least.Name}' of the lexicon '{lexicon}' has {least.Subtopics.Count} subtopics",
                least.Subtopics.Count);
        }
    }

    private static RunFailureException TooFew(string field, int asked, string has, int there) => new(
        $"{field} is {asked}, but {has}: {asked - there} would be missing. Let a language model write them (\"taxonomy\": {{\"writer\": \"language-model\"}}), "
        + $"bring a taxonomy file of your own (--taxonomy FILE), or ask for {there}.");

    private static IReadOnlyList<int> Take(
        IReadOnlyList<LexiconSubtopic> subtopics, int target, Func<int, int> evidence, int minEvidence) =>
        Take([.. Enumerable.Range(0, subtopics.Count)], target, evidence, minEvidence, [.. Enumerable.Range(0, subtopics.Count)]);

    private static IReadOnlyList<int> Take<T>(IReadOnlyList<T> items, int target, Func<T, int> evidence, int minEvidence, int[] turns)
    {
        if (items.Count <= target)
            return [.. Enumerable.Range(0, items.Count)];

        var counts = items.Select(evidence).Select(count => count >= minEvidence ? count : 0).ToArray();
        return [.. Enumerable.Range(0, items.Count).OrderByDescending(i => counts[i]).ThenBy(i => turns[i]).Take(target).Order()];
    }

    /// <summary>Each theme's turn: the first of every group, then the second of every group, and so on.</summary>
    private static int[] TurnsOf(IReadOnlyList<LexiconTheme> themes)
    {
        var byGroup = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. themes.Select((theme, i) =>
        {
            var before = byGroup.GetValueOrDefault(theme.Group ?? string.Empty);
            byGroup[theme.Group ?? string.Empty] = before + 1;
            return (before * themes.Count) + i;
        })];
    }
}
