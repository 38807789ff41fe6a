namespace InstructEngine.Demo.Scenes;

/// <summary>Draws scenes as 32 × 32 RGB bytes (row by row, three bytes a pixel).</summary>
public static class SceneRenderer
{
    public const int Size = 32;

    public const int ByteCount = Size * Size * 3;

    /// <summary>The picture of a scene; the seed decides places and sizes. The same seed gives the same bytes on every machine.</summary>
    public static byte[] Draw(Scene scene, long seed)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var color = ScenePalette.Of(scene.Color, scene.Look);
        var picture = Blank(ScenePalette.Of(scene.Background, scene.Look));
        foreach (var box in SceneLayout.Place(scene.Count, scene.Form, seed))
        {
            Paint(picture, scene.Shape, box, color);
        }

        return picture;
    }

    internal static byte[] Blank(Rgb color)
    {
        var picture = new byte[ByteCount];
        for (var i = 0; i < ByteCount; i += 3)
        {
            (picture[i], picture[i + 1], picture[i + 2]) = (ToByte(color.R), ToByte(color.G), ToByte(color.B));
        }

        return picture;
    }

    internal static void Paint(Span<byte> picture, ObjectShape shape, ObjectBox box, Rgb color, int samples = 8)
    {
        for (var y = Math.Max(0, (int)Math.Floor(box.Y)); y < Math.Min(Size, box.Bottom); y++)
        {
            for (var x = Math.Max(0, (int)Math.Floor(box.X)); x < Math.Min(Size, box.Right); x++)
            {
                var coverage = ShapeOutline.Coverage(shape, box, x, y, samples: samples);
                var pixel = picture.Slice(((y * Size) + x) * 3, 3);
                pixel[0] = ToByte(pixel[0] + (coverage * (color.R - pixel[0])));
                pixel[1] = ToByte(pixel[1] + (coverage * (color.G - pixel[1])));
                pixel[2] = ToByte(pixel[2] + (coverage * (color.B - pixel[2])));
            }
        }
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Floor(value + 0.5), 0, 255);
}
