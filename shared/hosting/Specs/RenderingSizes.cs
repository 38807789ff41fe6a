using System.Globalization;

namespace InstructEngine.Hosting.Specs;

/// <summary>Sizes of images as <c>rendering.size</c> has them.</summary>
public static class RenderingSizes
{
    public const int LargestSide = 8192;

    /// <summary>Reads <c>512</c> (a square) or <c>512x768</c> (width × height).</summary>
    public static bool TryParse(string text, out int width, out int height)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sides = text.Split('x');
        (width, height) = (0, 0);
        if (sides.Length is not (1 or 2) || !TrySide(sides[0], out width))
            return false;

        height = width;
        return sides.Length == 1 || TrySide(sides[1], out height);
    }

    private static bool TrySide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= LargestSide;
}
