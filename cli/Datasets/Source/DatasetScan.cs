using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Source;

/// <summary>What a first look over a manifest tells, before any image is read.</summary>
/// <param name="Hash">The dataset hash.</param>
/// <param name="Rows">Instructions: two a pair, or one where both images share it.</param>
/// <param name="ImageBytes">Both images of every pair.</param>
/// <param name="Leaves">Pairs of each leaf, by its id.</param>
/// <param name="HasTwoInstructions">Whether all pairs have an instruction for each image.</param>
internal sealed record DatasetScan(string Hash, int Pairs, int Rows, long ImageBytes, IReadOnlyDictionary<string, int> Leaves, bool HasTwoInstructions)
{
    /// <exception cref="InvalidDataException">The manifest is damaged, names a pair twice, or has none.</exception>
    public static async Task<DatasetScan> OfAsync(string manifest, CancellationToken cancellationToken)
    {
        var (pairs, rows, bytes) = (0, 0, 0L);
        var leaves = new Dictionary<string, int>(StringComparer.Ordinal);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in ManifestFile.Read(manifest))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!ids.Add(line.TripleId))
                throw new InvalidDataException($"pair '{line.TripleId}' is there twice.");

            (pairs, rows, bytes) = (pairs + 1, rows + RowsOf(line), bytes + line.PreferredImage.Size + line.DispreferredImage.Size);
            leaves[line.LeafId] = leaves.GetValueOrDefault(line.LeafId) + 1;
        }

        return pairs > 0
            ? new DatasetScan(await ManifestFile.HashAsync(manifest, cancellationToken), pairs, rows, bytes, leaves, rows == 2 * pairs)
            : throw new InvalidDataException("it has no line; one pair or more is needed.");
    }

    public static int RowsOf(ManifestLine line) => line.Dispreferred is null ? 1 : 2;
}
