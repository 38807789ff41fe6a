using InstructEngine.Diffusion.Images;
using SkiaSharp;

namespace InstructEngine.Cli.Tests.Training;

/// <summary>Pictures to train on: a coloured disc on a plain ground, another for each number.</summary>
internal static class Pictures
{
    public static byte[] Png(int number, int width = 32, int height = 32) => Draw(number, width, height).ToPng();

    public static byte[] Jpeg(int number, int width, int height)
    {
        using var bitmap = SKBitmap.Decode(Png(number, width, height));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    private static RgbImage Draw(int number, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (dx, dy) = ((2.0 * x / width) - 1, (2.0 * y / height) - 1);
                var inside = (dx * dx) + (dy * dy) < 0.3;
                for (var channel = 0; channel < 3; channel++)
                    rgb[(((y * width) + x) * 3) + channel] = (byte)(inside ? 40 + (number * 37 * (channel + 1) % 160) : 230 - channel);
            }
        }

        return new RgbImage(width, height, rgb);
    }
}
