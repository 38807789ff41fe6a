using InstructEngine.Hosting;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>The lexicons that the program carries, as taxonomies.</summary>
public static class LexiconOutlines
{
    public static IReadOnlyList<string> Names { get; } = [.. LexiconFile.Names.Where(name => name != LexiconFile.None)];

    /// <exception cref="RunFailureException">There is no lexicon of this name.</exception>
    public static TaxonomyOutline Of(string name)
    {
        var lexicon = LexiconFile.Load(Names.Contains(name) ? name : string.Empty);
        return new(lexicon.Name, [.. lexicon.Seeds, .. lexicon.Themes]);
    }
}
