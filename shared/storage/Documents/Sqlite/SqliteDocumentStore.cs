using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace InstructEngine.Storage.Documents.Sqlite;

/// <summary>
/// Documents in one SQLite file with a write-ahead log. Many threads and several processes of one machine may share the file;
/// it must not lie on a network drive.
/// </summary>
public sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const string Columns = "id, run_id, version, json";

    private readonly SqliteDatabase _database;

    /// <param name="path">The file, made by <see cref="InitializeAsync"/> where it is missing.</param>
    public SqliteDocumentStore(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _database = new SqliteDatabase(Path.GetFullPath(path));
    }

    /// <inheritdoc/>
    /// <exception cref="StoreCorruptException">The file is damaged, or of another program. It was left as it is.</exception>
    /// <exception cref="StoreUnavailableException">The file cannot be made, opened or written.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_database.Path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The folder of the document store {_database.Path} cannot be made: {exception.Message} Name a folder that can be written.", exception);
        }

        try
        {
            await _database.WriteAsync(
                connection =>
                {
                    SqliteSchema.Ensure(connection, _database.Path);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException)
        {
            _database.Close();
            throw;
        }
    }

    public Task<bool> InsertIfAbsentAsync<T>(string collection, string id, string runId, T document, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckId(id);
        DocumentKeys.CheckRunId(runId);
        var json = DocumentJson.Write(collection, id, document);
        return _database.WriteAsync(
            connection => connection.Execute(
                $"INSERT INTO documents (collection, {Columns}) VALUES ($collection, $id, $run, 1, $json) ON CONFLICT (collection, id) DO NOTHING;",
                ("$collection", collection),
                ("$id", id),
                ("$run", runId),
                ("$json", json)) == 1,
            cancellationToken);
    }

    public async Task<VersionedDocument<T>?> FindAsync<T>(string collection, string id, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckId(id);
        var found = await _database.ReadAsync(
            connection => ReadPage(connection, $"SELECT {Columns} FROM documents WHERE collection = $collection AND id = $id;", ("$collection", collection), ("$id", id)),
            cancellationToken).ConfigureAwait(false);
        return found is [var stored] ? DocumentJson.Read<T>(_database.Path, collection, stored) : null;
    }

    public Task<bool> ReplaceAsync<T>(string collection, string id, T document, long expectedVersion, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckId(id);
        var json = DocumentJson.Write(collection, id, document);
        return _database.WriteAsync(
            connection => connection.Execute(
                "UPDATE documents SET json = $json, version = version + 1 WHERE collection = $collection AND id = $id AND version = $version;",
                ("$collection", collection),
                ("$id", id),
                ("$json", json),
                ("$version", expectedVersion)) == 1,
            cancellationToken);
    }

    public IAsyncEnumerable<VersionedDocument<T>> ListAsync<T>(string collection, string runId, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckRunId(runId);
        return ListPagesAsync<T>(
            collection,
            $"SELECT {Columns} FROM documents WHERE collection = $collection AND run_id = $run AND id > $after ORDER BY id LIMIT {DocumentPage.Documents};",
            runId,
            cancellationToken);
    }

    public IAsyncEnumerable<VersionedDocument<T>> ListAllAsync<T>(string collection, CancellationToken cancellationToken)
        where T : class
    {
        DocumentKeys.CheckCollection(collection);
        return ListPagesAsync<T>(
            collection,
            $"SELECT {Columns} FROM documents WHERE collection = $collection AND id > $after ORDER BY id LIMIT {DocumentPage.Documents};",
            runId: null,
            cancellationToken);
    }

    public Task<long> CountAsync(string collection, string runId, CancellationToken cancellationToken)
    {
        DocumentKeys.CheckCollection(collection);
        DocumentKeys.CheckRunId(runId);
        return _database.ReadAsync(
            connection => connection.Scalar<long>(
                "SELECT count(*) FROM documents WHERE collection = $collection AND run_id = $run;", ("$collection", collection), ("$run", runId)),
            cancellationToken);
    }

    public void Dispose() => _database.Dispose();

    private async IAsyncEnumerable<VersionedDocument<T>> ListPagesAsync<T>(
        string collection, string sql, string? runId, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var after = "";
        while (true)
        {
            (string, object)[] parameters = runId is null
                ? [("$collection", collection), ("$after", after)]
                : [("$collection", collection), ("$after", after), ("$run", runId)];
            var page = await _database.ReadAsync(connection => ReadPage(connection, sql, parameters), cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var stored in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return DocumentJson.Read<T>(_database.Path, collection, stored);
            }

            after = page[^1].Id;
        }
    }

    private static List<StoredDocument> ReadPage(SqliteConnection connection, string sql, params (string, object)[] parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        var page = new List<StoredDocument>();
        var characters = 0L;
        while (characters < DocumentPage.Characters && reader.Read())
        {
            var stored = new StoredDocument(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3));
            characters += stored.Json.Length;
            page.Add(stored);
        }

        return page;
    }
}
