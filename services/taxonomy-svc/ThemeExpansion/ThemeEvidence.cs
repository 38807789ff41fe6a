using InstructEngine.Contracts.V1;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>The sampled prompts that speak of one theme, by line, and how many speak of each of its subtopics.</summary>
/// <param name="BySubtopic">One count a subtopic, in the lexicon's order.</param>
internal sealed record ThemeEvidence(IReadOnlyList<PromptEvidence> Prompts, IReadOnlyList<int> BySubtopic);
