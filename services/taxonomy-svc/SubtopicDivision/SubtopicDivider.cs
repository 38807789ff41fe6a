using InstructEngine.Contracts.V1;
using InstructEngine.Lexicons;
using InstructEngine.Storage.Content;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.SubtopicDivision;

/// <summary>
/// Subtopic Division (InstructEngine, arXiv 2504.10329) by written rules: a seed theme's subtopics as they are written, a general
/// theme's in the order in which the corpus speaks of them, those it never speaks of left out.
/// </summary>
internal static class SubtopicDivider
{
    /// <summary>Where leaf ids come from that no written lexicon made.</summary>
    private const string Written = "written";

    /// <summary>Which of a theme's subtopics enter the taxonomy, in order.</summary>
    public static IReadOnlyList<int> Choose(LexiconTheme theme, ThemeEvidence evidence, TaxonomySpec spec)
    {
        var order = Enumerable.Range(0, theme.Subtopics.Count);
        if (theme.Subject is null)
            order = order.Where(i => evidence.CountOf(i) > 0).OrderByDescending(evidence.CountOf);

        return [.. order.Take(spec.SubtopicsPerTheme)];
    }

    /// <summary>The leaves of the demo world's renderer.</summary>
    public static IReadOnlyList<Subtopic> Divide(Lexicon lexicon, LexiconTheme theme, ThemeEvidence evidence, TaxonomySpec spec) =>
        [.. Choose(theme, evidence, spec).Select(i => Leaf(lexicon.Name, theme, theme.Subtopics[i], DemoWorld.WhyOutside))];

    /// <param name="lexicon">The lexicon's name; null where none wrote the subtopic.</param>
    /// <param name="whyOutside">Why the run's renderer cannot draw these entities; null when it can.</param>
    public static Subtopic Leaf(string? lexicon, LexiconTheme theme, LexiconSubtopic subtopic, Func<IEnumerable<string>, string?> whyOutside) => new(
        IdOf(lexicon, theme, subtopic),
        subtopic.Name,
        subtopic.Entities,
        whyOutside(subtopic.Entities),
        subtopic.Definition,
        subtopic.Source);

    // The id leaves the run out: seeds of instructions derive from it, and two runs of one spec must draw the same.
    private static string IdOf(string? lexicon, LexiconTheme theme, LexiconSubtopic subtopic) =>
        ContentIds.Create("leaf", LeafSource.Parse(subtopic.Source)?.Lexicon ?? lexicon ?? Written, theme.Name, subtopic.Name);
}
