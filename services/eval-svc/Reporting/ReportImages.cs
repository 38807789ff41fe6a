using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Reads the images that are shown.</summary>
internal static class ReportImages
{
    /// <returns>PNG bytes by the hash of the blob.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(
        IBlobStore blobs, IReadOnlyList<ComparisonGroup> comparisons, IReadOnlyList<ImagePairRendered> pairs, CancellationToken cancellationToken)
    {
        var shown = comparisons.SelectMany(group => group.Rows).SelectMany(row => new[] { row.Base.Blob, row.Aligned.Blob })
            .Concat(pairs.SelectMany(pair => new[] { pair.PreferredImage.Blob, pair.DispreferredImage.Blob }))
            .DistinctBy(blob => blob.Sha256);
        var images = new Dictionary<string, byte[]>();
        foreach (var blob in shown)
            images[blob.Sha256] = await blobs.ReadAsync(blob, cancellationToken);
        return images;
    }
}
