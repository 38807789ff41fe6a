using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Checking;

/// <summary>The background and the look together, from the frame one pixel wide, which objects never touch.</summary>
internal static class BackgroundReader
{
    /// <summary>A pixel of the frame farther than this from the background's colour is not background.</summary>
    private const double Tolerance = 40;

    private const double NeededShare = 0.7;

    internal sealed record Found(Background Background, Look Look, double BackgroundMargin, double LookMargin);

    private static readonly (Background Background, Look Look, Rgb Color)[] Candidates =
    [
        .. from background in Enum.GetValues<Background>()
           from look in Enum.GetValues<Look>()
           select (background, look, ScenePalette.Of(background, look)),
    ];

    internal static Found? Read(ReadOnlySpan<byte> rgb)
    {
        var frame = Frame(rgb);
        var middle = Middle(frame);
        var (background, look, color) = NearestTo(middle);
        var near = frame.Count(pixel => pixel.DistanceTo(color) <= Tolerance);
        if (color.DistanceTo(middle) > Tolerance || near < NeededShare * frame.Length)
        {
            return null;
        }

        return new Found(
            background,
            look,
            Margin(middle, color, Candidates.Where(other => other.Background != background)),
            Margin(middle, color, Candidates.Where(other => other.Look != look)));
    }

    /// <summary>The background and look that come nearest, however far.</summary>
    internal static (Background Background, Look Look) Nearest(ReadOnlySpan<byte> rgb)
    {
        var (background, look, _) = NearestTo(Middle(Frame(rgb)));
        return (background, look);
    }

    private static (Background Background, Look Look, Rgb Color) NearestTo(Rgb seen) =>
        Candidates.MinBy(candidate => candidate.Color.DistanceTo(seen));

    private static Rgb Middle(Rgb[] frame) => new(Median(frame, c => c.R), Median(frame, c => c.G), Median(frame, c => c.B));

    private static double Margin(Rgb seen, Rgb best, IEnumerable<(Background, Look, Rgb Color)> others)
    {
        var nearest = others.Min(other => other.Color.DistanceTo(seen));
        return Math.Clamp(1 - (best.DistanceTo(seen) / nearest), 0, 1);
    }

    private static Rgb[] Frame(ReadOnlySpan<byte> rgb)
    {
        const int last = SceneRenderer.Size - 1;
        var frame = new Rgb[4 * last];
        for (var i = 0; i < last; i++)
        {
            frame[4 * i] = PixelGrid.At(rgb, i, 0);
            frame[(4 * i) + 1] = PixelGrid.At(rgb, last, i);
            frame[(4 * i) + 2] = PixelGrid.At(rgb, last - i, last);
            frame[(4 * i) + 3] = PixelGrid.At(rgb, 0, last - i);
        }

        return frame;
    }

    private static double Median(Rgb[] frame, Func<Rgb, double> channel)
    {
        var values = Array.ConvertAll(frame, pixel => channel(pixel));
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
