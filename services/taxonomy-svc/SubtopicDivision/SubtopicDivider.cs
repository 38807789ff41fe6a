using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Content;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.SubtopicDivision;

/// <summary>
/// Subtopic Division (InstructEngine, arXiv 2504.10329) by written rules: a seed theme's subtopics as they are written, a general
/// theme's in the order in which the corpus speaks of them, those it never speaks of left out.
/// </summary>
internal static class SubtopicDivider
{
    public static IReadOnlyList<Subtopic> Divide(Lexicon lexicon, LexiconTheme theme, ThemeEvidence evidence, TaxonomySpec spec)
    {
        var order = Enumerable.Range(0, theme.Subtopics.Count);
        if (theme.Subject is null)
            order = order.Where(i => evidence.BySubtopic[i] > 0).OrderByDescending(i => evidence.BySubtopic[i]);

        return [.. order.Take(spec.SubtopicsPerTheme).Select(i => Leaf(lexicon, theme, theme.Subtopics[i]))];
    }

    // The id leaves the run out: seeds of instructions derive from it, and two runs of one spec must draw the same.
    private static Subtopic Leaf(Lexicon lexicon, LexiconTheme theme, LexiconSubtopic subtopic) => new(
        ContentIds.Create("leaf", lexicon.Name, theme.Name, subtopic.Name),
        subtopic.Name,
        subtopic.Entities,
        DemoWorld.WhyOutside(subtopic.Entities));
}
