namespace InstructEngine.Demo.Scenes;

/// <summary>The values of each attribute. An ordinal is a value's place among them, from 0 (so count 1 has ordinal 0).</summary>
public static class SceneAttributes
{
    private static readonly string[][] Names =
    [
        ["1", "2", "3"],
        ["red", "green", "blue", "yellow"],
        ["square", "cross", "ring"],
        ["white", "black", "pink"],
        ["vivid", "faded"],
        ["regular", "stretched"],
    ];

    public static IReadOnlyList<SceneAttribute> All { get; } = Enum.GetValues<SceneAttribute>();

    public static int ValueCount(SceneAttribute attribute) => NamesOf(attribute).Count;

    public static IReadOnlyList<string> NamesOf(SceneAttribute attribute) =>
        (int)attribute is >= 0 and var index && index < Names.Length
            ? Names[index]
            : throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "Not a scene attribute.");

    public static string NameOf(SceneAttribute attribute, int ordinal) => NamesOf(attribute)[Checked(attribute, ordinal)];

    internal static int Checked(SceneAttribute attribute, int ordinal) =>
        ordinal >= 0 && ordinal < ValueCount(attribute)
            ? ordinal
            : throw new ArgumentOutOfRangeException(
                nameof(ordinal),
                ordinal,
                $"{attribute} has the ordinals 0 to {ValueCount(attribute) - 1} ({string.Join(", ", NamesOf(attribute))}).");
}
