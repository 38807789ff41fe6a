namespace InstructEngine.Lexicons;

/// <summary>A taxonomy that was written by hand, with all that a grammar needs to describe its entities.</summary>
/// <param name="Version">Major.minor.patch: the patch number counts corrections, the minor one new entries.</param>
/// <param name="Language">BCP 47 tag of its wording, as <c>en-GB</c>.</param>
/// <param name="Kinds">What is true of every entity of a kind, by the kind's id.</param>
public sealed record WrittenLexicon(
    string Name,
    string Version,
    string Language,
    string Licence,
    IReadOnlyList<ThemeGroup> Groups,
    IReadOnlyDictionary<string, KindPool> Kinds,
    IReadOnlyList<AestheticPair> Aesthetics)
{
    /// <summary>The themes of all groups, in their written order.</summary>
    public IReadOnlyList<WrittenTheme> Themes { get; } = [.. Groups.SelectMany(group => group.Themes)];
}

/// <summary>Themes that belong together, as <c>People</c>.</summary>
public sealed record ThemeGroup(string Id, string Name, IReadOnlyList<WrittenTheme> Themes);

/// <param name="Pairs">Contrasts for every entity of the theme.</param>
/// <param name="Not">Aspects that fit no entity of the theme.</param>
public sealed record WrittenTheme(
    string Id,
    string Name,
    string Group,
    string Definition,
    IReadOnlyList<ContrastPair> Pairs,
    IReadOnlyList<WrittenSubtopic> Subtopics,
    IReadOnlyList<string>? Not = null);

/// <summary>A leaf: every one of its situations fits every one of its entities and of its settings.</summary>
/// <param name="Keywords">Words, in lower case, by which a user's prompt speaks of it.</param>
/// <param name="Settings">Where it may be: phrases that start with a preposition.</param>
public sealed record WrittenSubtopic(
    string Id,
    string Name,
    string Definition,
    IReadOnlyList<string> Keywords,
    IReadOnlyList<WrittenEntity> Entities,
    IReadOnlyList<Situation> Situations,
    IReadOnlyList<string> Settings,
    IReadOnlyList<ContrastPair>? Pairs = null,
    IReadOnlyList<string>? Not = null);

/// <param name="Article"><c>a</c>, <c>an</c>, or nothing before the bare singular.</param>
/// <param name="Plural">Null where it cannot be counted.</param>
/// <param name="Countable">False takes no number word: a landscape, a room, weather.</param>
/// <param name="Tail">The name ends in a phrase of its own ("in a cloak"); a further phrase follows behind a comma.</param>
/// <param name="Not">Aspects that do not fit.</param>
public sealed record WrittenEntity(
    string Singular,
    string Article,
    string Kind,
    string? Plural = null,
    bool Countable = true,
    bool Tail = false,
    IReadOnlyList<string>? Not = null);

/// <summary>What an entity is doing, or how it stands there.</summary>
/// <param name="Many">The wording after several; null where it is the same.</param>
public sealed record Situation(string One, string? Many = null);
