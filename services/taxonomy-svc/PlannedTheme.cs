using InstructEngine.Contracts.V1;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService;

/// <summary>A theme that enters the taxonomy, and what in the corpus speaks of it.</summary>
/// <param name="Theme">With the subtopics that enter the taxonomy, and no others.</param>
/// <param name="Prompts">The sampled prompts that speak of the theme, by line.</param>
/// <param name="LinesBySubtopic">The lines that speak of each of its subtopics.</param>
internal sealed record PlannedTheme(LexiconTheme Theme, IReadOnlyList<PromptEvidence> Prompts, IReadOnlyList<IReadOnlyList<int>> LinesBySubtopic)
{
    /// <param name="subtopics">Which of the theme's subtopics are taken, in order.</param>
    public static PlannedTheme Of(LexiconTheme theme, ThemeEvidence evidence, IReadOnlyList<int> subtopics) => new(
        theme with { Subtopics = [.. subtopics.Select(i => theme.Subtopics[i])] },
        evidence.Prompts,
        [.. subtopics.Select(i => evidence.LinesBySubtopic[i])]);

    /// <summary>All of a written taxonomy.</summary>
    public static IReadOnlyList<PlannedTheme> All(IReadOnlyList<LexiconTheme> themes, IReadOnlyList<PromptEvidence> prompts)
    {
        var lexicon = new Lexicon(string.Empty, [.. themes.Where(theme => theme.Subject is not null)], [.. themes.Where(theme => theme.Subject is null)]);
        var evidence = EvidenceCollector.Collect(lexicon, prompts);
        return [.. themes.Select(theme => Of(theme, evidence[theme], [.. Enumerable.Range(0, theme.Subtopics.Count)]))];
    }
}
