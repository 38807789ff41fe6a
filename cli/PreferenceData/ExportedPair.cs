using InstructEngine.Cli.Datasets.Source;
using InstructEngine.Cli.Generation;
using InstructEngine.Diffusion.Images;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>A pair of ours in a row that <c>export</c> wrote: the row has all of it, so it comes back as it was, with both instructions.</summary>
internal sealed record ExportedPair(ManifestLine Line)
{
    /// <returns>Null for a row of others.</returns>
    public static ExportedPair? Of(PickAPicRow row)
    {
        try
        {
            return row.ManifestLine is { } text ? new ExportedPair(ManifestFile.Parse(text, 1)) : null;
        }
        catch (InvalidDataException)
        {
            // Others may have a column of this name.
            return null;
        }
    }

    /// <param name="size">What the images are scaled and cut to; null leaves them as they are.</param>
    public RowImport Import(PickAPicRow row, ImageSize? size)
    {
        var images = new[] { row.Image0, row.Image1 }.OfType<byte[]>().ToLookup(image => ContentIds.Sha256Hex(image));
        if (images[Line.PreferredImage.Sha256].FirstOrDefault() is not { } preferred || images[Line.DispreferredImage.Sha256].FirstOrDefault() is not { } dispreferred)
            return new RowImport(null, [], [], new BadPair(Line.TripleId, BadPairReasons.WrongHash, "an image of the row is not the one that its manifest line names"));

        try
        {
            var (first, firstPng) = Fit(Line.PreferredImage, preferred, size);
            var (second, secondPng) = Fit(Line.DispreferredImage, dispreferred, size);
            return new RowImport(Line with { PreferredImage = first, DispreferredImage = second }, firstPng, secondPng, null);
        }
        catch (InvalidDataException exception)
        {
            return new RowImport(null, [], [], new BadPair(Line.TripleId, BadPairReasons.Undecodable, exception.Message.TrimEnd('.')));
        }
    }

    private static (ManifestImage Image, byte[] Png) Fit(ManifestImage image, byte[] png, ImageSize? size)
    {
        if (size is not { } wanted || (image.Width, image.Height) == (wanted.Width, wanted.Height))
            return (image, png);

        var (read, crop) = (RgbImage.FromFile(png), image.Crop);
        var fit = ImageFit.Of(read, wanted.Width, wanted.Height);
        var fitted = fit.Image.ToPng();
        return (
            image with
            {
                Sha256 = ContentIds.Sha256Hex(fitted),
                Size = fitted.Length,
                Width = wanted.Width,
                Height = wanted.Height,
                Crop = crop ?? new ManifestCrop(read.Height, read.Width, fit.Top, fit.Left),
            },
            fitted);
    }
}
