using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace InstructEngine.Storage.Documents.Sqlite;

/// <summary>One SQLite file: a pooled connection an operation, patient with other processes' locks, errors translated.</summary>
internal sealed class SqliteDatabase(string path) : IDisposable
{
    // The longest that one call blocks its thread for a lock; between such waits cancellation is looked at.
    private const int LockWaitSeconds = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Writers of this process queue here instead of polling SQLite's lock.
    private readonly SemaphoreSlim _writer = new(1);

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = LockWaitSeconds,
        Pooling = true,
    }.ToString();

    public string Path => path;

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> operation, CancellationToken cancellationToken) =>
        RunAsync(operation, cancellationToken);

    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> operation, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync(operation, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Closes idle connections; the last one folds the write-ahead log into the file.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    public void Dispose()
    {
        Close();
        _writer.Dispose();
    }

    private async Task<T> RunAsync<T>(Func<SqliteConnection, T> operation, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var connection = new SqliteConnection(_connectionString);
                connection.Open();
                connection.Execute($"PRAGMA busy_timeout = {LockWaitSeconds * 1000}; PRAGMA synchronous = NORMAL;");
                return operation(connection);
            }
            catch (SqliteException exception) when (SqliteErrors.IsBusy(exception) && clock.Elapsed < Patience)
            {
                await Task.Delay(20, cancellationToken).ConfigureAwait(false);
            }
            catch (SqliteException exception)
            {
                throw SqliteErrors.Translate(path, exception);
            }
        }
    }
}
