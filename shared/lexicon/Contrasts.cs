namespace InstructEngine.Lexicons;

/// <summary>Where a phrase stands.</summary>
public enum PhrasePosition
{
    /// <summary>Of an attribute: between article and noun. Of an aesthetic: it begins the description.</summary>
    Before,

    /// <summary>Of an attribute: behind the entity. Of an aesthetic: it ends the description.</summary>
    After,
}

/// <summary>What a phrase says itself, and so stands in place of.</summary>
public enum Replaced
{
    Nothing,
    Situation,
    Setting,
    Both,
}

/// <summary>Two opposed phrases of which neither is better.</summary>
/// <param name="AMany">The wording of <paramref name="A"/> after a plural; null where it is the same.</param>
public sealed record ContrastPair(
    string Aspect,
    PhrasePosition Position,
    string A,
    string B,
    ContrastGrade Contrast,
    string? AMany = null,
    string? BMany = null,
    Replaced Replaces = Replaced.Nothing);

/// <summary>Two numbers of entities.</summary>
public sealed record CountPair(int A, int B, ContrastGrade Contrast);

/// <summary>How one entity stands to another, and the opposite.</summary>
public sealed record Relation(string A, string B, ContrastGrade Contrast);

/// <summary>What is plausible of an entity, and what is impossible. Both stand behind it.</summary>
public sealed record Counterfactual(
    string Aspect,
    string Plausible,
    string Impossible,
    ContrastGrade Contrast,
    string? PlausibleMany = null,
    string? ImpossibleMany = null,
    Replaced Replaces = Replaced.Nothing);

/// <summary>A good and a poor way to make the same picture.</summary>
/// <param name="NotKinds">Kinds of entities for which the wording is awkward.</param>
public sealed record AestheticPair(
    string Aspect, PhrasePosition Position, string Good, string Poor, ContrastGrade Contrast, IReadOnlyList<string>? NotKinds = null);

/// <summary>What is true of every entity of a kind.</summary>
/// <param name="Actions">Situations that fit any entity of the kind, unless the aspect <c>actions</c> is excluded.</param>
public sealed record KindPool(
    string Id,
    string Definition,
    IReadOnlyList<CountPair> Counts,
    IReadOnlyList<ContrastPair> Attributes,
    IReadOnlyList<Situation> Actions,
    IReadOnlyList<Relation> Relations,
    IReadOnlyList<Counterfactual> Counterfactuals);
