using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>
/// Theme Expansion (InstructEngine, arXiv 2504.10329) by written rules: the seed themes, then general ones in the order in which
/// the corpus speaks of them, only new ones, until the target is met.
/// </summary>
internal static class ThemeExpander
{
    public static IReadOnlyList<LexiconTheme> Expand(
        Lexicon lexicon, IReadOnlyDictionary<LexiconTheme, ThemeEvidence> evidence, TaxonomySpec spec)
    {
        var themes = lexicon.Seeds.Take(spec.Themes).ToList();
        var proposed = lexicon.Themes
            .Where(theme => evidence[theme].Prompts.Count >= spec.MinEvidence)
            .OrderByDescending(theme => evidence[theme].Prompts.Count);
        foreach (var theme in proposed)
        {
            if (themes.Count >= spec.Themes)
                break;

            if (ThemeNames.IsNew(theme.Name, themes.Select(sibling => sibling.Name)))
                themes.Add(theme);
        }

        return themes;
    }
}
