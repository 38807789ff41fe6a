using SkiaSharp;

namespace InstructEngine.Diffusion.Images;

internal static class Png
{
    private const int Rgba = 4;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Encode(RgbImage image, IReadOnlyDictionary<string, string>? text)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var pixels = SKImage.FromPixelCopy(info, ToRgba(image.Rgb.Span));

        // Held while the encoder reads it: the collector would free what it points to.
        using var pixmap = pixels.PeekPixels();
        using var data = pixmap.Encode(SKPngEncoderOptions.Default)
            ?? throw new InvalidOperationException($"The PNG encoder failed on {image.Width} x {image.Height} pixels.");
        return text is null ? data.ToArray() : PngText.Insert(data.Span, text);
    }

    public static RgbImage Decode(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature))
        {
            throw new InvalidDataException("Not a PNG file: it does not begin with the PNG signature.");
        }

        return EncodedImage.Decode(png, "PNG");
    }

    private static byte[] ToRgba(ReadOnlySpan<byte> rgb)
    {
        var rgba = new byte[rgb.Length / RgbImage.Channels * Rgba];
        for (int from = 0, to = 0; from < rgb.Length; from += RgbImage.Channels, to += Rgba)
        {
            rgb.Slice(from, RgbImage.Channels).CopyTo(rgba.AsSpan(to));
            rgba[to + RgbImage.Channels] = byte.MaxValue;
        }

        return rgba;
    }
}
