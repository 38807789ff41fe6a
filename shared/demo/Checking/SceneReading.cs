using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>A value read from pixels, null when unreadable, and how clear it was: 0 is a toss-up, 1 beyond doubt.</summary>
public readonly record struct AttributeReading<T>(T? Value, double Margin)
    where T : struct;

/// <summary>One object found in a picture. Colour, shape or form are null when unreadable.</summary>
public sealed record ObjectReading(
    ObjectBox Box,
    AttributeReading<ObjectColor> Color,
    AttributeReading<ObjectShape> Shape,
    AttributeReading<Form> Form);

/// <summary>What the checker saw. An attribute on which the objects differ is unreadable.</summary>
public sealed record SceneReading(
    AttributeReading<int> Count,
    AttributeReading<ObjectColor> Color,
    AttributeReading<ObjectShape> Shape,
    AttributeReading<Background> Background,
    AttributeReading<Look> Look,
    AttributeReading<Form> Form,
    IReadOnlyList<ObjectReading> Objects)
{
    /// <summary>The readable attributes.</summary>
    public PartialScene AsPartial() =>
        new(Count.Value, Color.Value, Shape.Value, Background.Value, Look.Value, Form.Value);

    public double MarginOf(SceneAttribute attribute) => attribute switch
    {
        SceneAttribute.Count => Count.Margin,
        SceneAttribute.Color => Color.Margin,
        SceneAttribute.Shape => Shape.Margin,
        SceneAttribute.Background => Background.Margin,
        SceneAttribute.Look => Look.Margin,
        SceneAttribute.Form => Form.Margin,
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "Not a scene attribute."),
    };
}
