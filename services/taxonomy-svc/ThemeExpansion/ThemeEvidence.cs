using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>The sampled prompts that speak of one theme, by line, and which of them speak of each of its subtopics.</summary>
/// <param name="LinesBySubtopic">Lines of the corpus, ascending, one list a subtopic in the theme's order.</param>
internal sealed record ThemeEvidence(IReadOnlyList<PromptEvidence> Prompts, IReadOnlyList<IReadOnlyList<int>> LinesBySubtopic)
{
    public static ThemeEvidence Empty(int subtopics) => new([], [.. Enumerable.Repeat<IReadOnlyList<int>>([], subtopics)]);

    /// <summary>How many prompts speak of a subtopic.</summary>
    public int CountOf(int subtopic) => LinesBySubtopic[subtopic].Count;
}
