using System.ComponentModel;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>The form in which a language model names new themes.</summary>
internal sealed record ThemeProposals([property: Description("New themes only.")] IReadOnlyList<ThemeProposal> Themes);

internal sealed record ThemeProposal(
    [property: Description("One to five words.")] string Name,
    [property: Description("One sentence.")] string Definition);

/// <summary>The form in which a language model names new subtopics of a theme.</summary>
internal sealed record SubtopicProposals([property: Description("New subtopics only.")] IReadOnlyList<SubtopicProposal> Subtopics);

internal sealed record SubtopicProposal(
    [property: Description("One to five words.")] string Name,
    [property: Description("One sentence.")] string Definition,
    [property: Description("Ten noun phrases in the singular, without article.")] IReadOnlyList<string> Entities);
