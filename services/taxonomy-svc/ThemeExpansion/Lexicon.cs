using System.Text.Json.Serialization;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>Written themes that a taxonomy draws from.</summary>
/// <param name="Seeds">Themes of the renderer's own world: they stand first in every taxonomy.</param>
/// <param name="Themes">General themes, which the corpus may propose.</param>
internal sealed record Lexicon(string Name, IReadOnlyList<LexiconTheme> Seeds, IReadOnlyList<LexiconTheme> Themes);

/// <summary>A theme as it is written down, whoever wrote it.</summary>
/// <param name="Subject">A seed's subject in the renderer's world, e.g. <c>ring</c>; null for a general theme.</param>
/// <param name="Group">Themes of one group belong together, as <c>People</c>; null where there are no groups.</param>
public sealed record LexiconTheme(
    string Name,
    string Definition,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Subject,
    IReadOnlyList<LexiconSubtopic> Subtopics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Group = null);

/// <summary>A subtopic as it is written down.</summary>
/// <param name="Entities">What instructions for this subtopic speak of.</param>
/// <param name="Keywords">Words and phrases by which a user's prompt speaks of it; null where its name and entities say it.</param>
/// <param name="Source">The subtopic of a written lexicon that this one is, unchanged: <c>default/people-stage/strings</c>.</param>
public sealed record LexiconSubtopic(
    string Name,
    IReadOnlyList<string> Entities,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Keywords,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Definition = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null);
