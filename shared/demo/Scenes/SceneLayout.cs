namespace InstructEngine.Demo.Scenes;

/// <summary>Where the objects of a scene stand: whole pixels, inside the frame, apart from each other.</summary>
internal static class SceneLayout
{
    /// <summary>Free pixels between two objects; an autoencoder of factor 4 runs closer ones together.</summary>
    internal const int Gap = 3;

    internal const int Margin = 2;

    private const int Attempts = 64;

    internal static ObjectBox[] Place(int count, Form form, long seed)
    {
        var random = DemoRandom.For(seed);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryPlace(count, form, random) is { } boxes)
            {
                return boxes;
            }
        }

        return [.. Fallback(form).Take(count)];
    }

    private static ObjectBox[]? TryPlace(int count, Form form, DemoRandom random)
    {
        var boxes = new ObjectBox[count];
        for (var i = 0; i < count; i++)
        {
            var placed = false;
            for (var attempt = 0; attempt < Attempts && !placed; attempt++)
            {
                var (width, height) = Size(form, random);
                boxes[i] = new ObjectBox(
                    random.Next(Margin, SceneRenderer.Size - Margin - width + 1),
                    random.Next(Margin, SceneRenderer.Size - Margin - height + 1),
                    width,
                    height);
                placed = boxes.AsSpan(0, i).ToArray().All(other => other.IsApartFrom(boxes[i], Gap));
            }

            if (!placed)
            {
                return null;
            }
        }

        return boxes;
    }

    private static (int Width, int Height) Size(Form form, DemoRandom random)
    {
        var side = random.Next(9, 12);
        return form is Form.Regular ? (side, side) : (side + 4, 7);
    }

    private static ObjectBox[] Fallback(Form form) =>
        form is Form.Regular
            ? [new(4, 4, 10, 10), new(18, 4, 10, 10), new(11, 18, 10, 10)]
            : [new(5, 2, 14, 7), new(12, 12, 14, 7), new(8, 22, 14, 7)];
}
