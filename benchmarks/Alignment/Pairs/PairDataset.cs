using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>A dataset as trainer-svc takes it.</summary>
/// <param name="Told">Where the pairs come from, for the tables.</param>
internal sealed record PairDataset(string Name, string Hash, BlobReference Manifest, IReadOnlyList<ManifestLine> Lines, string Told)
{
    public AlignmentJobInput Input => new(Hash, Manifest);

    public static async Task<PairDataset> StoreAsync(IBlobStore blobs, string name, IReadOnlyList<ManifestLine> lines, string told)
    {
        var manifest = DatasetManifest.Write(lines);
        return new PairDataset(name, DatasetManifest.Hash(manifest), await blobs.PutAsync(manifest, CancellationToken.None), lines, told);
    }

    /// <summary>Its first pairs: smaller datasets are parts of larger ones.</summary>
    public Task<PairDataset> TakeAsync(IBlobStore blobs, int pairs) => StoreAsync(blobs, Name, [.. Lines.Take(pairs)], Told);
}
