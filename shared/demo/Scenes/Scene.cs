namespace InstructEngine.Demo.Scenes;

/// <summary>A picture of the demo world: 1 to 3 objects that share colour, shape and form, on a plain background.</summary>
public sealed record Scene(
    int Count,
    ObjectColor Color,
    ObjectShape Shape,
    Background Background,
    Look Look = Look.Vivid,
    Form Form = Form.Regular)
{
    public const int MaxCount = 3;

    /// <summary>Every scene there is (432), in a fixed order.</summary>
    public static IReadOnlyList<Scene> All { get; } = [.. Enumerate()];

    /// <exception cref="ArgumentOutOfRangeException">The count is not 1, 2 or 3.</exception>
    public int Count { get; init => field = CheckedCount(value); } = CheckedCount(Count);

    public int Ordinal(SceneAttribute attribute) => attribute switch
    {
        SceneAttribute.Count => Count - 1,
        SceneAttribute.Color => (int)Color,
        SceneAttribute.Shape => (int)Shape,
        SceneAttribute.Background => (int)Background,
        SceneAttribute.Look => (int)Look,
        SceneAttribute.Form => (int)Form,
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "Not a scene attribute."),
    };

    /// <summary>The same scene with one attribute set to the value at <paramref name="ordinal"/>.</summary>
    public Scene With(SceneAttribute attribute, int ordinal)
    {
        SceneAttributes.Checked(attribute, ordinal);
        return attribute switch
        {
            SceneAttribute.Count => this with { Count = ordinal + 1 },
            SceneAttribute.Color => this with { Color = (ObjectColor)ordinal },
            SceneAttribute.Shape => this with { Shape = (ObjectShape)ordinal },
            SceneAttribute.Background => this with { Background = (Background)ordinal },
            SceneAttribute.Look => this with { Look = (Look)ordinal },
            _ => this with { Form = (Form)ordinal },
        };
    }

    /// <summary>The scenes that differ from this one in exactly this attribute.</summary>
    public IEnumerable<Scene> Others(SceneAttribute attribute) =>
        from ordinal in Enumerable.Range(0, SceneAttributes.ValueCount(attribute))
        where ordinal != Ordinal(attribute)
        select With(attribute, ordinal);

    public PartialScene AsPartial() => new(Count, Color, Shape, Background, Look, Form);

    private static int CheckedCount(int count) =>
        count is >= 1 and <= MaxCount
            ? count
            : throw new ArgumentOutOfRangeException(nameof(count), count, $"A scene has 1 to {MaxCount} objects.");

    private static IEnumerable<Scene> Enumerate() =>
        from count in Enumerable.Range(1, MaxCount)
        from color in Enum.GetValues<ObjectColor>()
        from shape in Enum.GetValues<ObjectShape>()
        from background in Enum.GetValues<Background>()
        from look in Enum.GetValues<Look>()
        from form in Enum.GetValues<Form>()
        select new Scene(count, color, shape, background, look, form);
}
