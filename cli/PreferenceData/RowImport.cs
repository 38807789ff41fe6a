using InstructEngine.Cli.Generation;
using InstructEngine.Diffusion.Images;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.PreferenceData;

/// <summary>A row as a pair of ours, the preferred image first: of others' data, or one that was exported from a pair of ours.</summary>
/// <param name="Line">Null where the row cannot be trained on.</param>
/// <param name="Bad">Why not.</param>
internal sealed record RowImport(ManifestLine? Line, byte[] Preferred, byte[] Dispreferred, BadPair? Bad)
{
    private const string Unknown = "unknown";

    /// <param name="size">What the images are scaled and cut to; null leaves them as they are.</param>
    public static RowImport Of(PickAPicRow row, ImageSize? size)
    {
        if (ExportedPair.Of(row) is { } exported)
            return exported.Import(row, size);
        if (Defect(row) is { } defect)
            return Refused(row, defect.Reason, defect.Detail);

        try
        {
            var (first, firstCrop) = Fit(row.Image0!, "jpg_0", size);
            var (second, secondCrop) = Fit(row.Image1!, "jpg_1", size);
            if ((first.Width, first.Height) != (second.Width, second.Height))
                return Refused(row, BadPairReasons.DifferentSizes, $"{first.Width} x {first.Height} and {second.Width} x {second.Height} pixels");

            var (own, other) = (ImageOf(first, firstCrop), ImageOf(second, secondCrop));
            return row.Label0 > row.Label1
                ? new RowImport(LineOf(row, row.Caption!, row.OtherCaption, own, other), first.Png, second.Png, null)
                : new RowImport(LineOf(row, row.OtherCaption ?? row.Caption!, row.OtherCaption is null ? null : row.Caption, other, own), second.Png, first.Png, null);
        }
        catch (InvalidDataException exception)
        {
            return Refused(row, BadPairReasons.Undecodable, exception.Message.TrimEnd('.'));
        }
    }

    private static (string Reason, string? Detail)? Defect(PickAPicRow row) => row switch
    {
        _ when string.IsNullOrWhiteSpace(row.Caption) => (BadPairReasons.EmptyInstruction, null),
        { HasLabel: false } => (BadPairReasons.NotCompared, "has_label is false"),
        { Label0: null } or { Label1: null } => (BadPairReasons.NotCompared, "it has no label"),
        _ when !double.IsFinite(row.Label0.Value) || !double.IsFinite(row.Label1.Value) => (BadPairReasons.NotCompared, $"its labels are {row.Label0} and {row.Label1}"),
        _ when row.Label0 == row.Label1 => (BadPairReasons.Tie, $"both labels are {row.Label0}"),
        { Image0: null or { Length: 0 } } or { Image1: null or { Length: 0 } } => (BadPairReasons.MissingImage, null),
        _ when row.Image0.AsSpan().SequenceEqual(row.Image1) => (BadPairReasons.EqualImages, null),
        _ => null,
    };

    private static ((byte[] Png, int Width, int Height) Image, ManifestCrop? Crop) Fit(byte[] encoded, string column, ImageSize? size)
    {
        try
        {
            var image = RgbImage.FromFile(encoded);
            var fit = ImageFit.Of(image, size?.Width ?? image.Width, size?.Height ?? image.Height);
            var crop = fit.Image == image ? null : new ManifestCrop(image.Height, image.Width, fit.Top, fit.Left);
            return ((fit.Image.ToPng(), fit.Image.Width, fit.Image.Height), crop);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{column}: {exception.Message}", exception);
        }
    }

    private static ManifestImage ImageOf((byte[] Png, int Width, int Height) image, ManifestCrop? crop) =>
        new(ContentIds.Sha256Hex(image.Png), image.Png.Length, image.Width, image.Height, Seed: 0, crop);

    // Pairs of one caption resemble each other, so they are held out together.
    private static ManifestLine LineOf(PickAPicRow row, string preferred, string? dispreferred, ManifestImage image, ManifestImage other) => new(
        row.Id, ContentIds.Create("caption", preferred), Dimension: null, Base: preferred, preferred, dispreferred, image, other,
        row.Model0 is null || row.Model1 is null ? Unknown : row.Model0 == row.Model1 ? row.Model0 : $"{row.Model0}, {row.Model1}", Unknown);

    private static RowImport Refused(PickAPicRow row, string reason, string? detail) => new(null, [], [], new BadPair(row.Id, reason, detail));
}
