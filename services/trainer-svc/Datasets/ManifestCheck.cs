using System.Collections.Concurrent;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>Looks at every pair of a dataset before anything is learned from one.</summary>
internal static class ManifestCheck
{
    /// <param name="downscale">The autoencoder's pixels a latent.</param>
    /// <param name="twoInstructions">Whether the loss looks at both instructions of a pair.</param>
    /// <returns>Both parts in the order of <paramref name="lines"/>; a bad pair has its first defect.</returns>
    public static async Task<CheckedManifest> OfAsync(
        IReadOnlyList<ManifestLine> lines, int downscale, bool twoInstructions, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var bad = new ConcurrentDictionary<int, BadPair>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, line) in lines.Index())
        {
            var defect = LineDefects.Find(line, downscale, twoInstructions);
            if (defect is null && !ids.Add(line.TripleId))
            {
                defect = new BadPair(line.TripleId, BadPairReasons.RepeatedId);
            }

            if (defect is not null)
            {
                bad[index] = defect;
            }
        }

        CheckOneSize(lines, bad);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, lines.Count).Where(index => !bad.ContainsKey(index)).ToArray(),
            cancellationToken,
            async (index, stop) =>
            {
                if (await ImageDefects.FindAsync(blobs, lines[index], stop) is { } defect)
                {
                    bad[index] = defect;
                }
            });
        return new CheckedManifest(
            [.. lines.Where((_, index) => !bad.ContainsKey(index))],
            [.. bad.OrderBy(entry => entry.Key).Select(entry => entry.Value)]);
    }

    /// <summary>Latents of one batch are one tensor, so a dataset has one size: the one that most of its pairs have, the first of them if two are as many.</summary>
    private static void CheckOneSize(IReadOnlyList<ManifestLine> lines, ConcurrentDictionary<int, BadPair> bad)
    {
        var sizes = lines.Index().Where(entry => !bad.ContainsKey(entry.Index))
            .GroupBy(entry => (entry.Item.PreferredImage.Width, entry.Item.PreferredImage.Height))
            .OrderByDescending(size => size.Count()).ToArray();
        foreach (var size in sizes.Skip(1))
        {
            foreach (var (index, line) in size)
            {
                bad[index] = new BadPair(
                    line.TripleId, BadPairReasons.OtherSize,
                    $"{size.Key.Width} x {size.Key.Height} pixels, {sizes[0].Count()} pairs are {sizes[0].Key.Width} x {sizes[0].Key.Height}");
            }
        }
    }
}
