using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Models;
using InstructEngine.RenderService.Pairs;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Benchmarks.Rendering;

/// <summary>Real stores in a folder of their own, and render-svc's parts over them.</summary>
internal sealed class RenderingWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rendering-benchmark-").FullName;
    private readonly IDocumentStore _documents;
    private readonly IBlobStore _blobs;
    private readonly PairStore _store;

    private RenderingWorld(string models)
    {
        var options = new StorageOptions { SqlitePath = Path.Combine(_folder, "run.db"), BlobFolder = Path.Combine(_folder, "blobs") };
        (_documents, _blobs) = (StorageFactory.CreateDocumentStore(options), StorageFactory.CreateBlobStore(options));
        (_store, Drawers) = (new PairStore(_documents), new Drawers(new ModelRoot(models), _blobs));
    }

    public Drawers Drawers { get; }

    public static async Task<RenderingWorld> OpenAsync(string models, CancellationToken stop)
    {
        var world = new RenderingWorld(models);
        await world._documents.InitializeAsync(stop);
        await world._blobs.InitializeAsync(stop);
        return world;
    }

    /// <summary>As the service's consumer has it: so many pairs in hand at once, each drawn, checked, encoded and stored.</summary>
    public async Task<IReadOnlyList<PairOutcome>> RenderAsync(IReadOnlyList<InstructionTripleCreated> triples, RunSpec spec, CancellationToken stop)
    {
        var outcomes = new PairOutcome[triples.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Drawers.Options.PairsInHand, CancellationToken = stop };
        await Parallel.ForAsync(0, triples.Count, parallel, async (index, cancel) =>
        {
            outcomes[index] = await Drawers.Pairs.RenderAsync(triples[index], spec, cancel);
            await _store.KeepAsync(outcomes[index], cancel);
        });
        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        Drawers.Dispose();
        (_documents as IDisposable)?.Dispose();
        await Task.Yield();
        Directory.Delete(_folder, recursive: true);
    }
}
