namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>Written themes that a taxonomy draws from.</summary>
/// <param name="Seeds">Themes of the renderer's own world: they stand first in every taxonomy.</param>
/// <param name="Themes">General themes, which the corpus may propose.</param>
internal sealed record Lexicon(string Name, IReadOnlyList<LexiconTheme> Seeds, IReadOnlyList<LexiconTheme> Themes);

/// <param name="Subject">A seed's subject in the renderer's world, e.g. <c>ring</c>; null for a general theme.</param>
internal sealed record LexiconTheme(string Name, string Definition, string? Subject, IReadOnlyList<LexiconSubtopic> Subtopics);

/// <param name="Entities">What instructions for this subtopic speak of.</param>
/// <param name="Keywords">Words and phrases by which a user's prompt speaks of it; null for a seed's subtopic.</param>
internal sealed record LexiconSubtopic(string Name, IReadOnlyList<string> Entities, IReadOnlyList<string>? Keywords);
