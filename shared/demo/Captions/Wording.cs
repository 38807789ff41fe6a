using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>The words of the world, shared by the writer of captions and their reader so that neither knows a word the other does not.</summary>
internal static class Wording
{
    /// <summary>A noun of one of the shapes. The first of a shape is its plain name.</summary>
    internal sealed record Noun(ObjectShape Shape, string Singular, string Plural);

    internal static readonly Noun[] Nouns =
    [
        new(ObjectShape.Square, "square", "squares"),
        new(ObjectShape.Square, "box", "boxes"),
        new(ObjectShape.Cross, "cross", "crosses"),
        new(ObjectShape.Cross, "plus sign", "plus signs"),
        new(ObjectShape.Ring, "ring", "rings"),
        new(ObjectShape.Ring, "hoop", "hoops"),
    ];

    internal static readonly string[][] Numbers =
    [
        ["one", "1", "a single"],
        ["two", "2", "a pair of"],
        ["three", "3", "a trio of"],
    ];

    /// <summary>Adjectives of a form; the first is the plain one.</summary>
    internal static readonly string[][] Forms =
    [
        ["regular", "undistorted", "well-formed"],
        ["stretched", "squashed", "flattened", "distorted"],
    ];

    /// <summary>Adjectives of a look; the first is the plain one.</summary>
    internal static readonly string[][] Looks =
    [
        ["vivid", "bright"],
        ["faded", "washed-out", "pale"],
    ];

    /// <summary>A look said after the rest.</summary>
    internal static readonly string[][] LookTails =
    [
        ["vivid colours", "in vivid colours", "vivid", "high contrast", "bright colours"],
        ["faded colours", "in faded colours", "faded", "low contrast", "washed-out colours"],
    ];

    internal static readonly string[] Pictures = ["picture", "image", "drawing"];

    internal static readonly string[] Openers = ["of", "of", "of", "showing"];

    internal static readonly string[] Prepositions = ["on", "on", "on", "against", "over"];

    internal static readonly string[] Grounds = ["background", "background", "backdrop"];

    internal static string Name(ObjectColor color) => SceneAttributes.NameOf(SceneAttribute.Color, (int)color);

    internal static string Name(Background background) => SceneAttributes.NameOf(SceneAttribute.Background, (int)background);
}
