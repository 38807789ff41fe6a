namespace InstructEngine.Diffusion.Images;

/// <summary>
/// An image in a model's size: scaled (bicubic, as Pillow) so that it just covers it, and the middle cut out, as the scripts of the field prepare
/// preference data.
/// </summary>
/// <param name="Image">Of the size asked for.</param>
/// <param name="Top">Rows cut off above, after scaling.</param>
/// <param name="Left">Columns cut off on the left, after scaling.</param>
public sealed record ImageFit(RgbImage Image, int Top, int Left)
{
    private const int MostElongated = 100;

    /// <exception cref="InvalidDataException">The image is over a hundred times as long as it is wide.</exception>
    public static ImageFit Of(RgbImage image, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (Math.Max(image.Width, image.Height) > (long)MostElongated * Math.Min(image.Width, image.Height))
        {
            throw new InvalidDataException($"It is {image.Width} x {image.Height} pixels; its longer side may be {MostElongated} times its shorter one.");
        }

        if ((image.Width, image.Height) == (width, height))
        {
            return new ImageFit(image, 0, 0);
        }

        // Whole numbers, so that the side that decides fits exactly.
        var byWidth = (long)width * image.Height >= (long)height * image.Width;
        var scaledWidth = byWidth ? width : (int)Math.Round((double)image.Width * height / image.Height);
        var scaledHeight = byWidth ? (int)Math.Round((double)image.Height * width / image.Width) : height;
        var scaled = BicubicResize.Resize(image.Rgb.Span, image.Width, image.Height, scaledWidth, scaledHeight);
        var (top, left) = ((scaledHeight - height) / 2, (scaledWidth - width) / 2);
        return new ImageFit(new RgbImage(width, height, Crop(scaled, scaledWidth, top, left, width, height)), top, left);
    }

    private static byte[] Crop(byte[] rgb, int rowWidth, int top, int left, int width, int height)
    {
        var cropped = new byte[width * height * RgbImage.Channels];
        for (var row = 0; row < height; row++)
        {
            rgb.AsSpan(((((top + row) * rowWidth) + left)) * RgbImage.Channels, width * RgbImage.Channels)
                .CopyTo(cropped.AsSpan(row * width * RgbImage.Channels));
        }

        return cropped;
    }
}
