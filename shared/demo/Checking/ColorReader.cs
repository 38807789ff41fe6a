using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>The palette colour nearest to the mean of a component's core.</summary>
internal static class ColorReader
{
    /// <summary>The farthest a core may be from its palette colour, as a share of that colour's distance to the background.</summary>
    private const double Tolerance = 0.4;

    /// <summary>The most the core's pixels may differ (root mean square) among themselves: more is a pattern, not a colour.</summary>
    private const double MostSpread = 60;

    private const float CoreCoverage = 0.7f;

    internal static AttributeReading<ObjectColor> Read(
        ReadOnlySpan<byte> rgb, ObjectMask mask, ObjectBox box, Background background, Look look)
    {
        var (core, spread) = Core(rgb, mask, box);
        var (best, nearest, second) = (default(ObjectColor), double.MaxValue, double.MaxValue);
        for (var i = 0; i < 4; i++)
        {
            var distance = ScenePalette.Of((ObjectColor)i, look).DistanceTo(core);
            if (distance < nearest)
            {
                (best, nearest, second) = ((ObjectColor)i, distance, nearest);
            }
            else if (distance < second)
            {
                second = distance;
            }
        }

        var contrast = ScenePalette.Of(best, look).DistanceTo(ScenePalette.Of(background, look));
        return new(nearest <= Tolerance * contrast && spread <= MostSpread ? best : null, Math.Clamp(1 - (nearest / second), 0, 1));
    }

    private static (Rgb Mean, double Spread) Core(ReadOnlySpan<byte> rgb, ObjectMask mask, ObjectBox box)
    {
        var (sum, squares, weight) = (default(Rgb), 0.0, 0.0);
        for (var y = (int)box.Y; y < box.Bottom; y++)
        {
            for (var x = (int)box.X; x < box.Right; x++)
            {
                var coverage = mask.PixelAt(x, y);
                var share = coverage >= CoreCoverage ? 1 : coverage >= 0.5f ? 0.01 : 0;
                var pixel = PixelGrid.At(rgb, x, y);
                sum += pixel * share;
                squares += pixel.Dot(pixel) * share;
                weight += share;
            }
        }

        if (weight == 0)
        {
            return default;
        }

        var mean = sum * (1 / weight);
        return (mean, Math.Sqrt(Math.Max(0, (squares / weight) - mean.Dot(mean))));
    }
}
