namespace InstructEngine.Diffusion.Images;

/// <summary>An 8-bit picture: rows from the top, three bytes (red, green, blue) a pixel, no padding.</summary>
public sealed class RgbImage
{
    public const int Channels = 3;

    /// <exception cref="ArgumentException">The bytes are not width × height × 3.</exception>
    public RgbImage(int width, int height, ReadOnlyMemory<byte> rgb)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (rgb.Length != (long)width * height * Channels)
        {
            throw new ArgumentException($"{rgb.Length} bytes were given for {width} x {height} pixels; {(long)width * height * Channels} are needed.", nameof(rgb));
        }

        (Width, Height, Rgb) = (width, height, rgb);
    }

    public int Width { get; }
    public int Height { get; }
    public ReadOnlyMemory<byte> Rgb { get; }

    /// <summary>A PNG file, the same bytes for the same picture and texts.</summary>
    /// <param name="textMetadata">Keyword (1 to 79 printable Latin-1 characters) and text of <c>iTXt</c> chunks, as image viewers and Web UIs show them.</param>
    public byte[] ToPng(IReadOnlyDictionary<string, string>? textMetadata = null) => Png.Encode(this, textMetadata);

    /// <exception cref="InvalidDataException">Not a PNG, damaged, or larger than 64 million pixels (found out before decoding).</exception>
    public static RgbImage FromPng(ReadOnlySpan<byte> png) => Png.Decode(png);

    /// <summary>A PNG, JPEG or WebP file; transparency is dropped, and a camera's note of rotation is not followed, as the field's data loaders do.</summary>
    /// <exception cref="InvalidDataException">None of these, damaged, or larger than 64 million pixels (found out before decoding).</exception>
    public static RgbImage FromFile(ReadOnlySpan<byte> file) => EncodedImage.Decode(file);
}
