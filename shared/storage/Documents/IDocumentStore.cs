namespace InstructEngine.Storage.Documents;

/// <summary>
/// JSON documents in named collections, each belonging to a run. Needs only what any standalone server has:
/// a string id, insert-if-absent, and replace on an expected version.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Creates what the store needs (files, tables, indexes). Safe to call at every start.</summary>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Stores a document unless its id is taken. A second call with the same id changes nothing.</summary>
    /// <returns>True when this call stored it.</returns>
    Task<bool> InsertIfAbsentAsync<T>(string collection, string id, string runId, T document, CancellationToken cancellationToken)
        where T : class;

    /// <summary>The document, or null.</summary>
    Task<VersionedDocument<T>?> FindAsync<T>(string collection, string id, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Replaces a document when its version still is <paramref name="expectedVersion"/>.</summary>
    /// <returns>False when another writer was first, or the document is gone.</returns>
    Task<bool> ReplaceAsync<T>(string collection, string id, T document, long expectedVersion, CancellationToken cancellationToken)
        where T : class;

    /// <summary>
    /// All documents of a run in ordinal order of their ids (by UTF-8 bytes). Streams, page by page: safe for large collections and slow readers;
    /// what is stored meanwhile may be seen or not.
    /// </summary>
    IAsyncEnumerable<VersionedDocument<T>> ListAsync<T>(string collection, string runId, CancellationToken cancellationToken)
        where T : class;

    /// <summary>All documents of a collection in ordinal order of their ids, whatever their run.</summary>
    IAsyncEnumerable<VersionedDocument<T>> ListAllAsync<T>(string collection, CancellationToken cancellationToken)
        where T : class;

    /// <summary>How many documents a run has in a collection.</summary>
    Task<long> CountAsync(string collection, string runId, CancellationToken cancellationToken);
}
