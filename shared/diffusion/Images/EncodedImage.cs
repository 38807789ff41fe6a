using SkiaSharp;

namespace InstructEngine.Diffusion.Images;

/// <summary>Decodes image files.</summary>
internal static class EncodedImage
{
    private const long MostPixels = 64_000_000;
    private const int Rgba = 4;

    public static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        var format = FormatOf(file) ?? throw new InvalidDataException("Not an image file that is read: it begins neither as PNG nor as JPEG nor as WebP.");
        return Decode(file, format);
    }

    /// <param name="format">For errors.</param>
    public static RgbImage Decode(ReadOnlySpan<byte> file, string format)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException($"The {format} file is damaged: its header cannot be read.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width <= 0 || height <= 0 || (long)width * height > MostPixels)
        {
            throw new InvalidDataException($"The {format} file says it has {width} x {height} pixels; at most {MostPixels} are read.");
        }

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var pixels = new byte[info.BytesSize];
        var result = Read(codec, info, pixels);
        return result == SKCodecResult.Success
            ? new RgbImage(width, height, ToRgb(pixels))
            : throw new InvalidDataException($"The {format} file is damaged: {result}.");
    }

    private static string? FormatOf(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "WebP",
        _ => null,
    };

    private static unsafe SKCodecResult Read(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        fixed (byte* target = pixels)
        {
            return codec.GetPixels(info, (nint)target);
        }
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
