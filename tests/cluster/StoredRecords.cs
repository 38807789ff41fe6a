using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Cluster.Tests;

/// <summary>What a run left in a store, as text that two runs can be compared by.</summary>
internal static class StoredRecords
{
    public static async Task<List<string>> ReadAsync(string databasePath, string collection, string runId)
    {
        using var store = new SqliteDocumentStore(databasePath);
        var records = new List<string>();
        await foreach (var record in ((IDocumentStore)store).ListAsync<object>(collection, runId, CancellationToken.None))
        {
            records.Add($"{record.Id} {record.Value}");
        }

        return records;
    }
}
