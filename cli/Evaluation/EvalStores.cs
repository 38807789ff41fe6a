using InstructEngine.EvalService.Evaluation;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Cli.Evaluation;

/// <summary>Stores in a folder, laid out as a run's are.</summary>
internal sealed class EvalStores : IDisposable
{
    private EvalStores(IDocumentStore documents, IBlobStore blobs) => (Documents, Blobs) = (documents, blobs);

    public IDocumentStore Documents { get; }

    public IBlobStore Blobs { get; }

    public StoredBatches Batches => new(Documents, Blobs);

    public static async Task<EvalStores> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var options = new StorageOptions { SqlitePath = Path.Combine(folder, "run.db"), BlobFolder = Path.Combine(folder, "blobs") };
        var stores = new EvalStores(StorageFactory.CreateDocumentStore(options), StorageFactory.CreateBlobStore(options));
        await stores.Documents.InitializeAsync(cancellationToken);
        await stores.Blobs.InitializeAsync(cancellationToken);
        return stores;
    }

    public void Dispose()
    {
        (Documents as IDisposable)?.Dispose();
        (Blobs as IDisposable)?.Dispose();
    }
}
