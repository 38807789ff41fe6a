using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace InstructEngine.Storage.Documents.Mongo;

/// <summary>
/// Documents in MongoDB, a collection each, as { _id, runId, version, json }: the JSON is kept as text so that it comes back as it was written.
/// Asks only what any standalone server does: no transactions, no change streams.
/// </summary>
public sealed class MongoDocumentStore : IDocumentStore, IDisposable
{
    private readonly MongoServer _server;

    /// <param name="connectionString">As <c>mongodb://host:27017</c>, with credentials where the server asks for them.</param>
    /// <exception cref="ArgumentException">The connection string or the name is not usable.</exception>
    public MongoDocumentStore(string connectionString, string database) => _server = new MongoServer(connectionString, database);

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The server does not answer, or refuses.</exception>
    public Task InitializeAsync(CancellationToken cancellationToken) => _server.PingAsync(cancellationToken);

    public async Task<bool> InsertIfAbsentAsync<T>(string collection, string id, string runId, T document, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckId(id);
        DocumentKeys.CheckRunId(runId);
        var stored = new BsonDocument
        {
            [MongoFields.Id] = id,
            [MongoFields.RunId] = runId,
            [MongoFields.Version] = 1L,
            [MongoFields.Json] = DocumentJson.Write(collection, id, document),
        };
        await _server.EnsureIndexAsync(collection, cancellationToken).ConfigureAwait(false);
        return await _server.CallAsync(
            collection,
            async documents =>
            {
                try
                {
                    await documents.InsertOneAsync(stored, options: null, cancellationToken).ConfigureAwait(false);
                    return true;
                }
                catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
                {
                    return false;
                }
            }).ConfigureAwait(false);
    }

    public async Task<VersionedDocument<T>?> FindAsync<T>(string collection, string id, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckId(id);
        var found = await _server.CallAsync(
            collection, documents => documents.Find(MongoFields.HasId(id)).FirstOrDefaultAsync(cancellationToken)).ConfigureAwait(false);
        return found is null ? null : DocumentJson.Read<T>(_server.Name, collection, MongoFields.Read(_server.Name, collection, found));
    }

    public Task<bool> ReplaceAsync<T>(string collection, string id, T document, long expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckId(id);
        var change = Builders<BsonDocument>.Update
            .Set(MongoFields.Json, DocumentJson.Write(collection, id, document))
            .Set(MongoFields.Version, expectedVersion + 1);
        var unchanged = MongoFields.HasId(id) & Builders<BsonDocument>.Filter.Eq(MongoFields.Version, expectedVersion);
        return _server.CallAsync(
            collection,
            async documents =>
            {
                var result = await documents.UpdateOneAsync(unchanged, change, options: null, cancellationToken).ConfigureAwait(false);
                return result.MatchedCount == 1;
            });
    }

    public IAsyncEnumerable<VersionedDocument<T>> ListAsync<T>(string collection, string runId, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckRunId(runId);
        return ListPagesAsync<T>(collection, MongoFields.IsOf(runId), cancellationToken);
    }

    public IAsyncEnumerable<VersionedDocument<T>> ListAllAsync<T>(string collection, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        return ListPagesAsync<T>(collection, Builders<BsonDocument>.Filter.Empty, cancellationToken);
    }

    public Task<long> CountAsync(string collection, string runId, CancellationToken cancellationToken)
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckRunId(runId);
        return _server.CallAsync(collection, documents => documents.CountDocumentsAsync(MongoFields.IsOf(runId), options: null, cancellationToken));
    }

    public void Dispose() => _server.Dispose();

    private async IAsyncEnumerable<VersionedDocument<T>> ListPagesAsync<T>(
        string collection, FilterDefinition<BsonDocument> filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var after = "";
        while (true)
        {
            var rest = filter & Builders<BsonDocument>.Filter.Gt(MongoFields.Id, after);
            var page = await _server.CallAsync(collection, documents => ReadPageAsync(documents, rest, cancellationToken)).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var found in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stored = MongoFields.Read(_server.Name, collection, found);
                yield return DocumentJson.Read<T>(_server.Name, collection, stored);
                after = stored.Id;
            }
        }
    }

    private static async Task<List<BsonDocument>> ReadPageAsync(
        IMongoCollection<BsonDocument> documents, FilterDefinition<BsonDocument> filter, CancellationToken cancellationToken)
    {
        var page = new List<BsonDocument>();
        var characters = 0L;
        using var cursor = await documents
            .Find(filter)
            .Sort(Builders<BsonDocument>.Sort.Ascending(MongoFields.Id))
            .Limit(DocumentPage.Documents)
            .ToCursorAsync(cancellationToken).ConfigureAwait(false);
        while (characters < DocumentPage.Characters && await cursor.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            page.AddRange(cursor.Current);
            characters += cursor.Current.Sum(document => (long)document[MongoFields.Json].AsString.Length);
        }

        return page;
    }
}
