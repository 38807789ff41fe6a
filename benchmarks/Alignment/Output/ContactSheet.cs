using InstructEngine.Demo.Scenes;
using SkiaSharp;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>One picture of a sheet.</summary>
/// <param name="Right">Whether all attributes are as asked: its frame is green then, else red.</param>
internal sealed record SheetPicture(byte[] Rgb, bool Right);

/// <summary>Enlarged pictures, a row for each model and a column for each prompt, in as many blocks below each other as it takes.</summary>
internal static class ContactSheet
{
    private const int Scale = 3, Columns = 12, LabelWidth = 190, HeadHeight = 22;

    private const int Cell = (SceneRenderer.Size * Scale) + 8;

    /// <param name="rows">A name and a picture for each prompt.</param>
    public static void Write(string path, IReadOnlyList<(string Name, IReadOnlyList<SheetPicture> Pictures)> rows)
    {
        var prompts = rows[0].Pictures.Count;
        var blocks = (prompts + Columns - 1) / Columns;
        var blockHeight = HeadHeight + (rows.Count * Cell);
        using var bitmap = new SKBitmap(LabelWidth + (Math.Min(prompts, Columns) * Cell), blocks * blockHeight);
        using var canvas = new SKCanvas(bitmap);
        using var font = new SKFont(SKTypeface.Default, 14);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.Clear(SKColors.White);
        for (var prompt = 0; prompt < prompts; prompt++)
        {
            var (left, top) = (LabelWidth + (prompt % Columns * Cell), prompt / Columns * blockHeight);
            canvas.DrawText($"{prompt + 1}", left + (Cell / 2f), top + 16, SKTextAlign.Center, font, ink);
            for (var row = 0; row < rows.Count; row++)
                Draw(canvas, rows[row].Pictures[prompt], left, top + HeadHeight + (row * Cell));
        }

        for (var label = 0; label < blocks * rows.Count; label++)
        {
            var top = (label / rows.Count * blockHeight) + HeadHeight + (label % rows.Count * Cell);
            canvas.DrawText(rows[label % rows.Count].Name, 8, top + (Cell / 2f) + 5, SKTextAlign.Left, font, ink);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(path, data.ToArray());
    }

    private static void Draw(SKCanvas canvas, SheetPicture picture, int left, int top)
    {
        using var frame = new SKPaint { Color = picture.Right ? SKColors.SeaGreen : SKColors.Crimson };
        canvas.DrawRect(left + 1, top + 1, Cell - 2, Cell - 2, frame);
        using var bitmap = new SKBitmap(SceneRenderer.Size, SceneRenderer.Size);
        for (var i = 0; i < SceneRenderer.Size * SceneRenderer.Size; i++)
            bitmap.SetPixel(i % SceneRenderer.Size, i / SceneRenderer.Size, new SKColor(picture.Rgb[3 * i], picture.Rgb[(3 * i) + 1], picture.Rgb[(3 * i) + 2]));
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, new SKRect(left + 4, top + 4, left + Cell - 4, top + Cell - 4), new SKSamplingOptions(SKFilterMode.Nearest));
    }
}
