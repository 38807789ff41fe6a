using InstructEngine.Language.Prompts;
using InstructEngine.Lexicons.Similarity;
using InstructEngine.TaxonomyService.TextSampling;
using InstructEngine.TaxonomyService.ThemeExpansion;

namespace InstructEngine.TaxonomyService.LanguageWriting;

/// <summary>Takes of a model's proposals what is new and of use, and counts the rest by reason.</summary>
internal static class ProposalCheck
{
    private const int LongestName = 60, LongestDefinition = 300, LongestEntity = 80, LeastEntities = 4, MostEntities = 20;

    // Two names that share so many of their words are one subject; two lists that share half of their entities are one as well.
    private const double NearNames = 0.75, NearEntities = 0.5;

    /// <returns>Null when the proposal is refused.</returns>
    public static LexiconTheme? Theme(ThemeProposal proposal, IReadOnlyList<LexiconTheme> siblings)
    {
        if (Name(proposal.Name) is not { } name || Definition(proposal.Definition) is not { } definition)
            return Refused<LexiconTheme>("theme", "unusable");
        if (siblings.Any(sibling => PromptKey.Of(sibling.Name) == PromptKey.Of(name)))
            return Refused<LexiconTheme>("theme", "duplicate");
        if (!ThemeNames.IsNew(name, siblings.Select(sibling => sibling.Name)))
            return Refused<LexiconTheme>("theme", "near_duplicate");

        TaxonomyMetrics.CountProposal("theme", "taken");
        return new(name, definition, null, []);
    }

    /// <inheritdoc cref="Theme"/>
    public static LexiconSubtopic? Subtopic(SubtopicProposal proposal, IReadOnlyList<LexiconSubtopic> siblings)
    {
        if (Name(proposal.Name) is not { } name || Definition(proposal.Definition) is not { } definition)
            return Refused<LexiconSubtopic>("subtopic", "unusable");

        var taken = siblings.SelectMany(sibling => sibling.Entities).Select(PromptKey.Of).ToHashSet(StringComparer.Ordinal);
        var offered = proposal.Entities.Select(Entity).OfType<string>().DistinctBy(PromptKey.Of).ToList();
        var entities = offered.FindAll(entity => !taken.Contains(PromptKey.Of(entity)));
        if (siblings.Any(sibling => PromptKey.Of(sibling.Name) == PromptKey.Of(name)))
            return Refused<LexiconSubtopic>("subtopic", "duplicate");
        if (siblings.Any(sibling => ThemeNames.Likeness(name, sibling.Name) >= NearNames) || entities.Count <= offered.Count * NearEntities && offered.Count > 0)
            return Refused<LexiconSubtopic>("subtopic", "near_duplicate");
        if (entities.Count < LeastEntities)
            return Refused<LexiconSubtopic>("subtopic", "too_few_entities");

        TaxonomyMetrics.CountProposal("subtopic", "taken");
        return new(name, [.. entities.Take(MostEntities)], null, definition);
    }

    private static T? Refused<T>(string level, string outcome)
        where T : class
    {
        TaxonomyMetrics.CountProposal(level, outcome);
        return null;
    }

    private static string? Name(string text) =>
        Clean(text, LongestName) is { } name && name.Any(char.IsLetter) ? char.ToUpperInvariant(name[0]) + name[1..].TrimEnd('.') : null;

    private static string? Definition(string text) => Clean(text, LongestDefinition) is { } definition
        ? definition.EndsWith('.') ? definition : definition + "."
        : null;

    private static string? Entity(string text)
    {
        if (Clean(text, LongestEntity)?.TrimEnd('.') is not { Length: > 0 } entity || !entity.Any(char.IsLetter))
            return null;

        foreach (var article in new[] { "a ", "an ", "the " })
        {
            if (entity.StartsWith(article, StringComparison.OrdinalIgnoreCase))
                return entity[article.Length..];
        }

        return entity;
    }

    /// <returns>Null for what is empty, too long, or speaks to a model.</returns>
    private static string? Clean(string text, int longest)
    {
        var clean = PromptCleaner.Clean(text).Trim();
        return clean.Length is 0 || clean.Length > longest || InjectionSigns.In(clean) ? null : clean;
    }
}
