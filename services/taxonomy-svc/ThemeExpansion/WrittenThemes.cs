using InstructEngine.Lexicons;

namespace InstructEngine.TaxonomyService.ThemeExpansion;

/// <summary>The themes of a written lexicon as a taxonomy takes them.</summary>
internal static class WrittenThemes
{
    private static readonly Lazy<Lexicon> Written = new(() => new(DefaultLexicon.Name, [], [.. DefaultLexicon.Value.Groups.SelectMany(Themes)]));

    /// <summary>The default lexicon.</summary>
    public static Lexicon Default => Written.Value;

    /// <summary>The subtopic of this source, as it was written; null where no lexicon has it.</summary>
    public static LexiconSubtopic? Find(string source) =>
        DefaultLexicon.Find(source) is { } found ? SubtopicOf(found.Theme, found.Subtopic) : null;

    private static IEnumerable<LexiconTheme> Themes(ThemeGroup group) => group.Themes.Select(theme =>
        new LexiconTheme(theme.Name, theme.Definition, null, [.. theme.Subtopics.Select(subtopic => SubtopicOf(theme, subtopic))], group.Name));

    private static LexiconSubtopic SubtopicOf(WrittenTheme theme, WrittenSubtopic subtopic) => new(
        subtopic.Name,
        [.. subtopic.Entities.Select(entity => entity.Singular)],
        subtopic.Keywords,
        subtopic.Definition,
        DefaultLexicon.SourceOf(theme, subtopic));
}
