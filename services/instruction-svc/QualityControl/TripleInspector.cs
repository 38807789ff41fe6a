using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Captions;
using InstructEngine.Demo.Scenes;
using InstructEngine.InstructionService.Writing;

namespace InstructEngine.InstructionService.QualityControl;

/// <summary>
/// Reads a triple back as any reader would, knowing nothing of how it was written: both sides must describe a whole scene,
/// and the scenes must differ in one attribute of the declared dimension and in nothing else.
/// </summary>
internal static class TripleInspector
{
    /// <summary>Longest instruction, in characters; the text encoder cuts off what comes later.</summary>
    public const int MaxLength = 200;

    /// <summary>Why the triple must not be used; null when it is good.</summary>
    public static string? Inspect(Dimension dimension, TripleText text)
    {
        if (text.Preferred == text.Dispreferred)
            return "The preferred and the dispreferred instruction are the same.";

        return TooLong("base", text.Base) ?? TooLong("preferred", text.Preferred) ?? TooLong("dispreferred", text.Dispreferred)
            ?? Scene("preferred", text.Preferred, out var preferred)
            ?? Scene("dispreferred", text.Dispreferred, out var dispreferred)
            ?? Base(text.Base, preferred!)
            ?? Difference(dimension, preferred!, dispreferred!);
    }

    private static string? TooLong(string side, string text) =>
        text.Length > MaxLength ? $"The {side} instruction has {text.Length} characters; {MaxLength} are the most." : null;

    private static string? Scene(string side, string text, out Scene? scene)
    {
        var parsed = ScenePrompt.Parse(text);
        scene = parsed.Scene?.Complete();
        return parsed.Outside is { } outside ? $"The {side} instruction is outside the demo world: {outside.Message}"
            : scene is null ? $"The {side} instruction leaves the count, colour, shape or background open."
            : Combinations.IsHeldOut(scene) ? $"The {side} instruction describes a combination that is held out for the evaluation."
            : null;
    }

    private static string? Base(string text, Scene preferred) =>
        ScenePrompt.Parse(text).Scene is { } asked && asked.Covers(preferred)
            ? null
            : "The base instruction does not fit the preferred one.";

    private static string? Difference(Dimension dimension, Scene preferred, Scene dispreferred)
    {
        var differing = SceneAttributes.All.Where(attribute => preferred.Ordinal(attribute) != dispreferred.Ordinal(attribute)).ToList();
        return differing is not [var only] ? $"The sides differ in {differing.Count} attributes ({string.Join(", ", differing)}), not in one."
            : !DimensionAttributes.Of(dimension).Contains(only) ? $"The sides differ in {only}, which is not of the dimension {dimension}."
            : !DimensionAttributes.MayBePreferred(preferred, only) ? $"The sides are the wrong way round in {only}."
            : null;
    }
}
