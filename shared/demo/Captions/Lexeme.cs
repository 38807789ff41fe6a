using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

internal enum LexemeKind
{
    /// <summary>Says nothing of the picture's content.</summary>
    Filler,

    /// <summary>a, an, the.</summary>
    Article,

    /// <summary>A comma or the like.</summary>
    Break,

    /// <summary>on, against, over: a background follows.</summary>
    Preposition,

    /// <summary>background, backdrop.</summary>
    Ground,

    /// <summary>object, shape: an object of unsaid shape.</summary>
    Thing,

    /// <summary>A value of an attribute.</summary>
    Value,

    /// <summary>A number that is not 1, 2 or 3.</summary>
    Number,

    Unknown,
}

/// <summary>A word or set phrase of a prompt. For a noun in the singular, <paramref name="Singular"/> is true.</summary>
internal readonly record struct Lexeme(
    LexemeKind Kind, string Text, SceneAttribute Attribute = default, int Ordinal = 0, bool Singular = false)
{
    internal bool Is(SceneAttribute attribute) => Kind is LexemeKind.Value && Attribute == attribute;
}
