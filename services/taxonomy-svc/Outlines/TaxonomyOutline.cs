using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.Outlines;

/// <summary>A taxonomy as a file holds it: what people read, edit and exchange.</summary>
/// <param name="Name">What it is called, e.g. its lexicon's or its file's name.</param>
/// <param name="Version">Which version of a run's taxonomy it is, from 1; null where it is of no run.</param>
public sealed record TaxonomyOutline(string Name, IReadOnlyList<LexiconTheme> Themes, int? Version = null)
{
    public int Leaves => Themes.Sum(theme => theme.Subtopics.Count);
}
