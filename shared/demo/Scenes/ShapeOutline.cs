namespace InstructEngine.Demo.Scenes;

/// <summary>Which points of its bounding box a shape covers.</summary>
internal static class ShapeOutline
{
    private const double ArmHalfWidth = 0.33;

    private const double HoleRadius = 0.5;

    /// <summary>The share of the pixel whose left upper corner is (x, y) that the shape covers, 0..1.</summary>
    /// <remarks>Sums of products of exact binary fractions and comparisons only: the same on every machine.</remarks>
    internal static double Coverage(ObjectShape shape, ObjectBox box, double x, double y, double pixel = 1, int samples = 8)
    {
        var hits = 0;
        for (var row = 0; row < samples; row++)
        {
            var v = (((y + (pixel * (row + 0.5) / samples) - box.Y) * 2) / box.Height) - 1;
            for (var column = 0; column < samples; column++)
            {
                var u = (((x + (pixel * (column + 0.5) / samples) - box.X) * 2) / box.Width) - 1;
                hits += Covers(shape, u, v) ? 1 : 0;
            }
        }

        return (double)hits / (samples * samples);
    }

    private static bool Covers(ObjectShape shape, double u, double v)
    {
        var (across, down) = (Math.Abs(u), Math.Abs(v));
        if (across > 1 || down > 1)
        {
            return false;
        }

        return shape switch
        {
            ObjectShape.Square => true,
            ObjectShape.Cross => across <= ArmHalfWidth || down <= ArmHalfWidth,
            _ => (u * u) + (v * v) is <= 1 and >= HoleRadius * HoleRadius,
        };
    }
}
