using InstructEngine.Storage.Documents;

namespace InstructEngine.FaultyService;

/// <summary>A document store with points around its writes, which is away when the fault says so.</summary>
internal sealed class FaultyDocumentStore(IDocumentStore inner, Fault fault) : IDocumentStore, IDisposable
{
    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public async Task<bool> InsertIfAbsentAsync<T>(string collection, string id, string runId, T document, CancellationToken cancellationToken)
        where T : class
    {
        fault.Pass($"before insert {collection}", id);
        fault.Ask();
        var inserted = await inner.InsertIfAbsentAsync(collection, id, runId, document, cancellationToken);
        fault.Pass($"after insert {collection}", id);
        return inserted;
    }

    public Task<VersionedDocument<T>?> FindAsync<T>(string collection, string id, CancellationToken cancellationToken)
        where T : class
    {
        fault.Ask();
        return inner.FindAsync<T>(collection, id, cancellationToken);
    }

    public async Task<bool> ReplaceAsync<T>(string collection, string id, T document, long expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        fault.Pass($"before replace {collection}", id);
        fault.Ask();
        var replaced = await inner.ReplaceAsync(collection, id, document, expectedVersion, cancellationToken);
        fault.Pass($"after replace {collection}", id);
        return replaced;
    }

    public IAsyncEnumerable<VersionedDocument<T>> ListAsync<T>(string collection, string runId, CancellationToken cancellationToken)
        where T : class
    {
        fault.Ask();
        return inner.ListAsync<T>(collection, runId, cancellationToken);
    }

    public IAsyncEnumerable<VersionedDocument<T>> ListAllAsync<T>(string collection, CancellationToken cancellationToken)
        where T : class
    {
        fault.Ask();
        return inner.ListAllAsync<T>(collection, cancellationToken);
    }

    public Task<long> CountAsync(string collection, string runId, CancellationToken cancellationToken)
    {
        fault.Ask();
        return inner.CountAsync(collection, runId, cancellationToken);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();
}
