using InstructEngine.Diffusion.Images;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>
/// Pictures as HPS v2 wants them (its <c>image_transform</c> with <c>resize_longest_max</c>): the whole picture, its longer side resized, black beside it.
/// Unlike <see cref="CLIPImageProcessor"/> nothing is cut off, and the resizing is of floating-point values that are not rounded to 8 bits.
/// </summary>
/// <remarks>
/// The filter is that of torchvision from 0.17 on, which widens it when shrinking; before, pixels were skipped. A picture whose longer side already is
/// of the size is padded too; the authors' code leaves such a one unpadded, and cannot go on.
/// </remarks>
public sealed record PaddedImageProcessor
{
    /// <summary>Height and width of the result, in pixels: the vision config's image_size.</summary>
    public int Size { get; init; } = 224;

    /// <summary>Of red, green and blue, in 0 to 1.</summary>
    public IReadOnlyList<float> ImageMean { get; init; } = [0.48145466f, 0.4578275f, 0.40821073f];

    /// <summary>Of red, green and blue, in 0 to 1.</summary>
    public IReadOnlyList<float> ImageStd { get; init; } = [0.26862954f, 0.26130258f, 0.27577711f];

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
        var pixels = stack(images.Select(Fit));
        return ((pixels - PerChannel(ImageMean)) / PerChannel(ImageStd)).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>[3, S, S] in 0 to 1, but for the little that the filter swings beyond.</summary>
    private Tensor Fit(RgbImage image)
    {
        if (CLIPImageProcessor.WhyNot(image) is { } why)
            throw new ArgumentException(why, nameof(image));
        using var scope = NewDisposeScope();
        var scale = Size / (double)Math.Max(image.Width, image.Height);
        var (width, height) = (Scaled(image.Width), Scaled(image.Height));
        var pixels = tensor(image.Rgb.ToArray(), [image.Height, image.Width, RgbImage.Channels], ScalarType.Byte).permute(2, 0, 1).to(ScalarType.Float32) / 255f;
        if (width != image.Width)
            pixels = pixels.matmul(Weights(image.Width, width).t());
        if (height != image.Height)
            pixels = Weights(image.Height, height).matmul(pixels);
        var (left, top) = ((Size - width) / 2, (Size - height) / 2);
        return nn.functional.pad(pixels, [left, Size - width - left, top, Size - height - top]).MoveToOuterDisposeScope();

        // As Python rounds.
        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.ToEven));
    }

    /// <summary>[to, from]: what each output position takes of the input.</summary>
    private static Tensor Weights(int from, int to)
    {
        var weights = new float[to * from];
        foreach (var (position, taps) in CubicFilter.Of(from, to).Index())
        {
            for (var i = 0; i < taps.Weights.Length; i++)
                weights[(position * from) + taps.First + i] = (float)taps.Weights[i];
        }

        return tensor(weights, [to, from]);
    }

    private static Tensor PerChannel(IReadOnlyList<float> values) => tensor([.. values], [1, RgbImage.Channels, 1, 1], ScalarType.Float32);
}
