using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace InstructEngine.Storage.Documents.Sqlite;

/// <summary>SQLite's result codes in words that a user can act on.</summary>
internal static class SqliteErrors
{
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED;

    public static StoreException Translate(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_CORRUPT or SQLITE_NOTADB => Corrupt(path, exception.Message, exception),
        SQLITE_FULL => Unavailable(path, "the disk is full. Free some space and run again", exception),
        SQLITE_READONLY => Unavailable(path, "it is read-only. Make the file and its folder writable, or name another folder", exception),
        SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_AUTH =>
            Unavailable(path, "it cannot be opened. Check that its folder exists, is writable and has space", exception),
        SQLITE_IOERR => Unavailable(path, $"the disk gave an error (SQLite code {exception.SqliteExtendedErrorCode}). Check its free space and health", exception),
        SQLITE_BUSY or SQLITE_LOCKED => Unavailable(path, "another process keeps it locked. End that process, or wait for it", exception),
        _ => Unavailable(path, exception.Message.TrimEnd('.'), exception),
    };

    public static StoreCorruptException Corrupt(string path, string detail, Exception? inner) => new(
        $"The document store {path} is corrupt: {detail.TrimEnd('.')}. Nothing was changed. " +
        "Move it aside or restore a copy of it, or start in a new folder.",
        inner);

    private static StoreUnavailableException Unavailable(string path, string why, SqliteException exception) => new(
        $"The document store {path} cannot be used: {why}. What was stored before is unharmed.", exception);
}
