using InstructEngine.Diffusion.Images;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>What a pair's images show when they are read.</summary>
internal static class ImageDefects
{
    /// <returns>The first defect, or null for a pair without one.</returns>
    public static async Task<BadPair?> FindAsync(IBlobStore blobs, ManifestLine line, CancellationToken cancellationToken)
    {
        var (preferred, bad) = await ReadAsync(blobs, line, line.PreferredImage, cancellationToken);
        if (bad is not null)
        {
            return bad;
        }

        var (dispreferred, otherBad) = await ReadAsync(blobs, line, line.DispreferredImage, cancellationToken);
        return otherBad
            ?? (preferred!.Rgb.Span.SequenceEqual(dispreferred!.Rgb.Span) ? new BadPair(line.TripleId, BadPairReasons.EqualImages, "pixel for pixel") : null);
    }

    private static async Task<(RgbImage? Image, BadPair? Bad)> ReadAsync(
        IBlobStore blobs, ManifestLine line, ManifestImage image, CancellationToken cancellationToken)
    {
        try
        {
            var read = RgbImage.FromPng(await blobs.ReadAsync(image.Blob, cancellationToken));
            return (read.Width, read.Height) == (image.Width, image.Height)
                ? (read, null)
                : Bad(BadPairReasons.WrongPixels, $"{read.Width} x {read.Height}, the manifest says {image.Width} x {image.Height}");
        }
        catch (BlobNotFoundException e)
        {
            return Bad(BadPairReasons.MissingImage, e.Message);
        }
        catch (BlobCorruptException e)
        {
            return Bad(BadPairReasons.WrongHash, e.Message);
        }
        catch (InvalidDataException e)
        {
            return Bad(BadPairReasons.Undecodable, $"blob {image.Sha256}: {e.Message}");
        }

        (RgbImage? Image, BadPair? Bad) Bad(string reason, string detail) => (null, new(line.TripleId, reason, detail.TrimEnd('.')));
    }
}
