using InstructEngine.Diffusion.Images;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>
/// Pictures as CLIP's vision tower wants them: the shorter side bicubically resized, the centre cut out, every channel normalised. The
/// defaults are those of all published CLIP models.
/// </summary>
public sealed record CLIPImageProcessor
{
    private const int Channels = RgbImage.Channels;
    private const int MostElongated = 100;

    /// <summary>Height and width of the result, in pixels: the vision config's image_size.</summary>
    public int Size { get; init; } = 224;

    /// <summary>Of red, green and blue, in 0 to 1.</summary>
    public IReadOnlyList<float> ImageMean { get; init; } = [0.48145466f, 0.4578275f, 0.40821073f];

    /// <summary>Of red, green and blue, in 0 to 1.</summary>
    public IReadOnlyList<float> ImageStd { get; init; } = [0.26862954f, 0.26130258f, 0.27577711f];

    public CropRounding CropRounding { get; init; } = CropRounding.Floor;

    /// <param name="images">At least one; they may differ in size.</param>
    /// <returns>float32 [B, 3, S, S].</returns>
    /// <exception cref="ArgumentException">There is no image, or one is over a hundred times as long as it is wide.</exception>
    public Tensor Process(IReadOnlyList<RgbImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("At least one image is wanted.", nameof(images));
        TorchRuntime.EnsureLoaded();
        using var scope = NewDisposeScope();
        var bytes = images.SelectMany(image => Crop(Resize(image))).ToArray();
        var pixels = tensor(bytes, [images.Count, Size, Size, Channels], ScalarType.Byte).to(ScalarType.Float32).permute(0, 3, 1, 2) / 255f;
        return ((pixels - PerChannel(ImageMean)) / PerChannel(ImageStd)).contiguous().MoveToOuterDisposeScope();
    }

    /// <returns>Why <see cref="Process"/> would refuse the image, or null.</returns>
    public static string? WhyNot(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Math.Max(image.Width, image.Height) > (long)MostElongated * Math.Min(image.Width, image.Height)
            ? $"An image is {image.Width} x {image.Height}; its longer side may be {MostElongated} times its shorter one."
            : null;
    }

    /// <summary>The shorter side becomes <see cref="Size"/>.</summary>
    internal RgbImage Resize(RgbImage image)
    {
        if (WhyNot(image) is { } why)
            throw new ArgumentException(why, nameof(image));
        var shorter = Math.Min(image.Width, image.Height);
        var (width, height) = (Scaled(image.Width), Scaled(image.Height));
        return new(width, height, BicubicResize.Resize(image.Rgb.Span, image.Width, image.Height, width, height));

        int Scaled(int side) => (int)((long)Size * side / shorter);
    }

    private byte[] Crop(RgbImage image)
    {
        var (left, top) = (Offset(image.Width), Offset(image.Height));
        var cropped = new byte[Size * Size * Channels];
        for (var row = 0; row < Size; row++)
            image.Rgb.Span.Slice(((top + row) * image.Width + left) * Channels, Size * Channels).CopyTo(cropped.AsSpan(row * Size * Channels));

        return cropped;
    }

    private int Offset(int side)
    {
        var margin = side - Size;
        return CropRounding == CropRounding.Floor ? margin / 2 : (int)Math.Round(margin / 2.0, MidpointRounding.ToEven);
    }

    private static Tensor PerChannel(IReadOnlyList<float> values) => tensor([.. values], [1, Channels, 1, 1], ScalarType.Float32);
}
