using InstructEngine.Lexicons.Reading;

namespace InstructEngine.Lexicons;

/// <summary>The lexicon that the program carries: 20 themes of 20 subtopics each (<c>Default/README.md</c>).</summary>
public static class DefaultLexicon
{
    public const string Name = "default";

    private static readonly Lazy<WrittenLexicon> Lexicon = new(Load);

    private static readonly Lazy<Dictionary<string, (WrittenTheme, WrittenSubtopic)>> Leaves = new(() => Value.Themes
        .SelectMany(theme => theme.Subtopics.Select(subtopic => (Theme: theme, Subtopic: subtopic)))
        .ToDictionary(leaf => SourceOf(leaf.Theme, leaf.Subtopic), StringComparer.Ordinal));

    /// <summary>Read once.</summary>
    public static WrittenLexicon Value => Lexicon.Value;

    /// <summary>What a leaf of this subtopic carries as its source: <c>default/people-stage/strings</c>.</summary>
    public static string SourceOf(WrittenTheme theme, WrittenSubtopic subtopic)
    {
        ArgumentNullException.ThrowIfNull(theme);
        ArgumentNullException.ThrowIfNull(subtopic);
        return new LeafSource(Name, theme.Id, subtopic.Id).ToString();
    }

    /// <returns>The theme and subtopic of this source; null where it names none of this lexicon.</returns>
    public static (WrittenTheme Theme, WrittenSubtopic Subtopic)? Find(string? source) =>
        source is not null && Leaves.Value.TryGetValue(source, out var leaf) ? leaf : null;

    private static WrittenLexicon Load()
    {
        var home = typeof(DefaultLexicon).Assembly;
        return LexiconReader.Read(file => home.GetManifestResourceStream($"{Name}/{file}"));
    }
}
