using Microsoft.Data.Sqlite;

namespace InstructEngine.Storage.Documents.Sqlite;

/// <summary>Makes a new file into a document store, and refuses files that are something else.</summary>
internal static class SqliteSchema
{
    // "IEDS" in ASCII: tells our files from other programs' databases.
    private const long ApplicationId = 0x49454453;
    private const long CurrentVersion = 1;

    // Reading a larger file whole at every start would take noticeably long.
    private const long QuickCheckBytes = 64 * 1024 * 1024;

    private const string Create = """
        CREATE TABLE IF NOT EXISTS documents (
            collection TEXT NOT NULL,
            id TEXT NOT NULL,
            run_id TEXT NOT NULL,
            version INTEGER NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (collection, id)
        ) STRICT;
        CREATE INDEX IF NOT EXISTS documents_by_run ON documents (collection, run_id, id);
        """;

    public static void Ensure(SqliteConnection connection, string path)
    {
        CheckContent(connection, path);

        // In one transaction, so that another process that makes the store meanwhile is seen wholly or not at all.
        using (connection.BeginTransaction(deferred: true))
        {
            if (IsCurrent(connection, path))
            {
                return;
            }
        }

        if (connection.Scalar<string>("PRAGMA journal_mode = WAL;") != "wal")
        {
            throw new StoreUnavailableException(
                $"The document store {path} cannot be shared there: its file system has no shared memory files. Name a folder on a local disk.");
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        if (!IsCurrent(connection, path))
        {
            connection.Execute(Create + $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {CurrentVersion};");
        }

        transaction.Commit();
    }

    private static void CheckContent(SqliteConnection connection, string path)
    {
        if (new FileInfo(path) is not { Exists: true, Length: <= QuickCheckBytes })
        {
            return;
        }

        var result = connection.Scalar<string>("PRAGMA quick_check(1);");
        if (result != "ok")
        {
            throw SqliteErrors.Corrupt(path, result, inner: null);
        }
    }

    private static bool IsCurrent(SqliteConnection connection, string path)
    {
        var application = connection.Scalar<long>("PRAGMA application_id;");
        var version = connection.Scalar<long>("PRAGMA user_version;");
        if (application == ApplicationId && version > CurrentVersion)
        {
            throw new StoreUnavailableException(
                $"The document store {path} has format {version}, this program reads up to {CurrentVersion}. Use the newer program that made it.");
        }

        if (application == ApplicationId)
        {
            return true;
        }

        if (application != 0 || connection.Scalar<long>("SELECT count(*) FROM sqlite_schema;") != 0)
        {
            throw new StoreCorruptException(
                $"{path} is a SQLite database of another program, not a document store. Nothing was changed. Name another file.");
        }

        return false;
    }
}
