using System.Globalization;

namespace InstructEngine.Cli.Generation;

/// <summary>A picture's size in pixels.</summary>
internal readonly record struct ImageSize(int Width, int Height)
{
    public const int LargestSide = 8192;

    /// <summary>Reads <c>512</c> (a square) or <c>512x768</c> (width × height).</summary>
    public static bool TryParse(string text, out ImageSize size)
    {
        var sides = text.Split('x', 'X', '×');
        size = default;
        if (sides.Length > 2 || !TrySide(sides[0], out var width))
            return false;

        var height = width;
        if (sides.Length == 2 && !TrySide(sides[1], out height))
            return false;

        size = new ImageSize(width, height);
        return true;
    }

    public override string ToString() => $"{Width}x{Height}";

    private static bool TrySide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= LargestSide;
}
