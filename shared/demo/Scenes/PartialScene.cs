namespace InstructEngine.Demo.Scenes;

/// <summary>Some attributes of a scene; null is "unsaid".</summary>
public sealed record PartialScene(
    int? Count = null,
    ObjectColor? Color = null,
    ObjectShape? Shape = null,
    Background? Background = null,
    Look? Look = null,
    Form? Form = null)
{
    /// <summary>The attributes that have a value.</summary>
    public IEnumerable<SceneAttribute> Said() => SceneAttributes.All.Where(attribute => Ordinal(attribute) is not null);

    public int? Ordinal(SceneAttribute attribute) => attribute switch
    {
        SceneAttribute.Count => Count - 1,
        SceneAttribute.Color => (int?)Color,
        SceneAttribute.Shape => (int?)Shape,
        SceneAttribute.Background => (int?)Background,
        SceneAttribute.Look => (int?)Look,
        SceneAttribute.Form => (int?)Form,
        _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "Not a scene attribute."),
    };

    public PartialScene With(SceneAttribute attribute, int? ordinal)
    {
        if (ordinal is { } value)
        {
            SceneAttributes.Checked(attribute, value);
        }

        return attribute switch
        {
            SceneAttribute.Count => this with { Count = ordinal + 1 },
            SceneAttribute.Color => this with { Color = (ObjectColor?)ordinal },
            SceneAttribute.Shape => this with { Shape = (ObjectShape?)ordinal },
            SceneAttribute.Background => this with { Background = (Background?)ordinal },
            SceneAttribute.Look => this with { Look = (Look?)ordinal },
            SceneAttribute.Form => this with { Form = (Form?)ordinal },
            _ => throw new ArgumentOutOfRangeException(nameof(attribute), attribute, "Not a scene attribute."),
        };
    }

    /// <summary>
    /// The full scene, where an unsaid look is vivid and an unsaid form regular;
    /// null when count, colour, shape or background is unsaid.
    /// </summary>
    public Scene? Complete() =>
        (Count, Color, Shape, Background) is ({ } count, { } color, { } shape, { } background)
            ? new Scene(count, color, shape, background, Look ?? Scenes.Look.Vivid, Form ?? Scenes.Form.Regular)
            : null;

    /// <summary>Whether every said attribute has the scene's value.</summary>
    public bool Covers(Scene scene) =>
        Said().All(attribute => Ordinal(attribute) == scene.Ordinal(attribute));
}
