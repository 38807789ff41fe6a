using InstructEngine.Demo.Scenes;
using SkiaSharp;

namespace InstructEngine.Cli.Pretraining;

/// <summary>A grid of enlarged pictures, framed green where the checker found all right and red where not.</summary>
internal static class ContactSheet
{
    private const int Scale = 4;
    private const int Cell = (SceneRenderer.Size * Scale) + 8;

    public static void Write(string path, IReadOnlyList<(string Caption, byte[] Rgb, bool Right)> pictures, int columns)
    {
        var rows = (pictures.Count + columns - 1) / columns;
        using var bitmap = new SKBitmap(columns * Cell, rows * Cell);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (left, top) = (i % columns * Cell, i / columns * Cell);
            using var frame = new SKPaint { Color = pictures[i].Right ? SKColors.SeaGreen : SKColors.Crimson };
            canvas.DrawRect(left + 1, top + 1, Cell - 2, Cell - 2, frame);
            using var picture = ToBitmap(pictures[i].Rgb);
            using var image = SKImage.FromBitmap(picture);
            canvas.DrawImage(image, new SKRect(left + 4, top + 4, left + Cell - 4, top + Cell - 4), new SKSamplingOptions(SKFilterMode.Nearest));
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }

    private static SKBitmap ToBitmap(byte[] rgb)
    {
        var bitmap = new SKBitmap(SceneRenderer.Size, SceneRenderer.Size);
        for (var i = 0; i < SceneRenderer.Size * SceneRenderer.Size; i++)
        {
            bitmap.SetPixel(i % SceneRenderer.Size, i / SceneRenderer.Size, new SKColor(rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]));
        }

        return bitmap;
    }
}
