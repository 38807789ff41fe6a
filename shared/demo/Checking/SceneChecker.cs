using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>Reads a scene's attributes back from the pixels of a 32 × 32 RGB picture.</summary>
public static class SceneChecker
{
    private static readonly SceneReading Unreadable = new(default, default, default, default, default, default, []);

    /// <summary>What can be read; never throws for a picture of the right size, whatever it shows.</summary>
    /// <param name="rgb">3,072 bytes: row by row, three bytes a pixel.</param>
    /// <exception cref="ArgumentException">Not 3,072 bytes.</exception>
    public static SceneReading Read(ReadOnlySpan<byte> rgb)
    {
        PixelGrid.Require(rgb);
        if (BackgroundReader.Read(rgb) is not { } ground)
        {
            return Unreadable;
        }

        var mask = new ObjectMask(rgb, ground.Background, ground.Look);
        var components = new MaskComponents(mask);
        var objects = new ObjectReading[components.Found.Count];
        for (var i = 0; i < objects.Length; i++)
        {
            var component = components.Found[i];
            objects[i] = new ObjectReading(
                component.Box,
                ColorReader.Read(rgb, mask, component.Box, ground.Background, ground.Look),
                ShapeReader.Read(mask, components, component),
                FormReader.Read(component.Box));
        }

        return new SceneReading(
            Count(objects),
            Agreed(objects, item => item.Color),
            Agreed(objects, item => item.Shape),
            new(ground.Background, ground.BackgroundMargin),
            new(ground.Look, ground.LookMargin),
            Agreed(objects, item => item.Form),
            objects);
    }

    /// <inheritdoc cref="Read"/>
    public static SceneMatch Matches(ReadOnlySpan<byte> rgb, PartialScene asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return new SceneMatch(asked, Read(rgb));
    }

    /// <inheritdoc cref="Read"/>
    public static SceneMatch Matches(ReadOnlySpan<byte> rgb, Scene asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return Matches(rgb, asked.AsPartial());
    }

    /// <summary>The share of the asked attributes that the picture has, 0..1.</summary>
    /// <inheritdoc cref="Read"/>
    public static double Score(ReadOnlySpan<byte> rgb, PartialScene asked) => Matches(rgb, asked).Score;

    private static AttributeReading<int> Count(ObjectReading[] objects) =>
        objects.Length is >= 1 and <= Scene.MaxCount
            ? new(objects.Length, objects.Min(item => item.Shape.Margin))
            : default;

    private static AttributeReading<T> Agreed<T>(ObjectReading[] objects, Func<ObjectReading, AttributeReading<T>> read)
        where T : struct
    {
        if (objects.Length == 0)
        {
            return default;
        }

        var first = read(objects[0]).Value;
        var margin = objects.Min(item => read(item).Margin);
        var agreed = objects.All(item => EqualityComparer<T?>.Default.Equals(read(item).Value, first));
        return agreed ? new(first, margin) : default;
    }
}
