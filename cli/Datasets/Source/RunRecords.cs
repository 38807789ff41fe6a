using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Source;

/// <summary>What a run wrote down beside its dataset: read from <c>run.db</c>.</summary>
/// <param name="Leaves">Leaves that got instructions, by id.</param>
/// <param name="DatasetHash">As the run announced it; null before that.</param>
internal sealed record RunRecords(RunDocument Run, IReadOnlyDictionary<string, LeafNames> Leaves, string? DatasetHash, IDocumentStore Documents) : IDisposable
{
    public const string DatabaseName = "run.db";

    /// <returns>Null where the folder has no records of a run.</returns>
    /// <exception cref="StoreException">The database is damaged or cannot be opened.</exception>
    public static async Task<RunRecords?> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, DatabaseName);
        if (!File.Exists(file))
            return null;

        var documents = StorageFactory.CreateDocumentStore(new StorageOptions { SqlitePath = file, BlobFolder = Path.Combine(folder, "blobs") });
        await documents.InitializeAsync(cancellationToken);
        var run = await documents.ListAllAsync<RunDocument>(Collections.Runs, cancellationToken).FirstOrDefaultAsync(cancellationToken);
        if (run is null)
        {
            (documents as IDisposable)?.Dispose();
            return null;
        }

        var leaves = new Dictionary<string, LeafNames>(StringComparer.Ordinal);
        await foreach (var theme in documents.ListAsync<ThemeExpanded>(Collections.Themes, run.Value.RunId, cancellationToken))
        {
            foreach (var leaf in theme.Value.Subtopics.Where(leaf => leaf.OutsideWorld is null))
                leaves[leaf.LeafId] = new LeafNames(theme.Value.Name, leaf.Name);
        }

        var dataset = await documents.FindAsync<DatasetCompleted>(Collections.Datasets, run.Value.RunId, cancellationToken);
        return new RunRecords(run.Value, leaves, dataset?.Value.DatasetHash, documents);
    }

    public async Task<PairLineage> FindAsync(ManifestLine line, CancellationToken cancellationToken)
    {
        var triple = await Documents.FindAsync<StoredTriple>(Collections.Triples, line.TripleId, cancellationToken);
        var pair = await Documents.FindAsync<StoredPair>(Collections.Pairs, line.TripleId, cancellationToken);
        var fit = pair?.Value is { PreferredImage: { } preferred, DispreferredImage: { } dispreferred }
            ? new PairFit(preferred.OwnScore, preferred.OtherScore, dispreferred.OwnScore, dispreferred.OtherScore)
            : null;
        return new PairLineage(Leaves.GetValueOrDefault(line.LeafId), triple?.Value.Contrast, pair?.Value.Attempt, fit, pair?.Value.PreferredImage?.Drawing, pair?.Value.DispreferredImage?.Drawing);
    }

    public void Dispose() => (Documents as IDisposable)?.Dispose();

    /// <summary>The parts of the stored events that are needed: whatever else later versions write is passed over.</summary>
    private sealed record StoredTriple(string? Contrast);

    private sealed record StoredPair(int Attempt, StoredImage? PreferredImage, StoredImage? DispreferredImage);

    private sealed record StoredImage(double OwnScore, double OtherScore, PairDrawing? Drawing);
}
