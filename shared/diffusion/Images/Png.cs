using SkiaSharp;

namespace InstructEngine.Diffusion.Images;

internal static class Png
{
    private const long MostPixels = 64_000_000;
    private const int Rgba = 4;
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Encode(RgbImage image, IReadOnlyDictionary<string, string>? text)
    {
        var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var pixels = SKImage.FromPixelCopy(info, ToRgba(image.Rgb.Span));
        using var data = pixels.PeekPixels().Encode(SKPngEncoderOptions.Default)
            ?? throw new InvalidOperationException($"The PNG encoder failed on {image.Width} x {image.Height} pixels.");
        return text is null ? data.ToArray() : PngText.Insert(data.Span, text);
    }

    public static RgbImage Decode(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature))
        {
            throw new InvalidDataException("Not a PNG file: it does not begin with the PNG signature.");
        }

        using var data = SKData.CreateCopy(png);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("The PNG file is damaged: its header cannot be read.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width <= 0 || height <= 0 || (long)width * height > MostPixels)
        {
            throw new InvalidDataException($"The PNG file says it has {width} x {height} pixels; at most {MostPixels} are read.");
        }

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = new byte[info.BytesSize];
        var result = Read(codec, info, pixels);
        return result == SKCodecResult.Success
            ? new RgbImage(width, height, ToRgb(pixels))
            : throw new InvalidDataException($"The PNG file is damaged: {result}.");
    }

    private static unsafe SKCodecResult Read(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        fixed (byte* target = pixels)
        {
            return codec.GetPixels(info, (nint)target);
        }
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

    private static byte[] ToRgb(ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[rgba.Length / Rgba * RgbImage.Channels];
        for (int from = 0, to = 0; from < rgba.Length; from += Rgba, to += RgbImage.Channels)
        {
            rgba.Slice(from, RgbImage.Channels).CopyTo(rgb.AsSpan(to));
        }

        return rgb;
    }
}
