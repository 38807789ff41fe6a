using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>The clean drawing of one object that comes nearest to the pixels around it.</summary>
internal sealed record ObjectFit(ObjectShape Shape, ObjectColor Color, ObjectBox Box)
{
    private const int Around = 3;

    private const int Rounds = 4;

    /// <summary>Left, upper, right and lower edge, one pixel out and in.</summary>
    private static readonly ObjectBox[] Steps =
    [
        new(-1, 0, 1, 0), new(1, 0, -1, 0), new(0, -1, 0, 1), new(0, 1, 0, -1),
        new(0, 0, 1, 0), new(0, 0, -1, 0), new(0, 0, 0, 1), new(0, 0, 0, -1),
    ];

    internal static ObjectFit Best(ReadOnlySpan<byte> rgb, ObjectReading item, Rgb ground, Look look)
    {
        var start = new ObjectBox(
            Math.Round(item.Box.X), Math.Round(item.Box.Y), Math.Max(1, Math.Round(item.Box.Width)), Math.Max(1, Math.Round(item.Box.Height)));
        var (best, least) = (default(ObjectFit), double.MaxValue);
        ObjectShape[] shapes = item.Shape.Value is { } shape ? [shape] : Enum.GetValues<ObjectShape>();
        ObjectColor[] colors = item.Color.Value is { } color ? [color] : Enum.GetValues<ObjectColor>();
        foreach (var fit in shapes.SelectMany(_ => colors, (oneShape, oneColor) => new ObjectFit(oneShape, oneColor, start)))
        {
            var error = fit.Error(rgb, start, ground, look);
            if (error < least)
            {
                (best, least) = (fit, error);
            }
        }

        return best!.Refined(rgb, least, start, ground, look);
    }

    private ObjectFit Refined(ReadOnlySpan<byte> rgb, double least, ObjectBox start, Rgb ground, Look look)
    {
        var best = this;
        for (var round = 0; round < Rounds; round++)
        {
            var before = least;
            foreach (var step in Steps)
            {
                var box = new ObjectBox(
                    best.Box.X + step.X, best.Box.Y + step.Y, best.Box.Width + step.Width, best.Box.Height + step.Height);
                if (box.Width < 1 || box.Height < 1)
                {
                    continue;
                }

                var moved = best with { Box = box };
                var error = moved.Error(rgb, start, ground, look);
                if (error < least)
                {
                    (best, least) = (moved, error);
                }
            }

            if (least >= before)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>Squared error over the starting box and a little around it, the same pixels for every candidate.</summary>
    private double Error(ReadOnlySpan<byte> rgb, ObjectBox start, Rgb ground, Look look)
    {
        var away = ScenePalette.Of(Color, look) - ground;
        var error = 0.0;
        for (var y = (int)Math.Max(0, start.Y - Around); y < Math.Min(SceneRenderer.Size, start.Bottom + Around); y++)
        {
            for (var x = (int)Math.Max(0, start.X - Around); x < Math.Min(SceneRenderer.Size, start.Right + Around); x++)
            {
                var off = PixelGrid.At(rgb, x, y) - (ground + (away * ShapeOutline.Coverage(Shape, Box, x, y, samples: 4)));
                error += off.Dot(off);
            }
        }

        return error;
    }
}
