using System.Text.RegularExpressions;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Cluster.Tests;

/// <summary>What a run left in a store, as text that two runs can be compared by: without the times that drawing took.</summary>
internal static partial class StoredRecords
{
    public static async Task<List<string>> ReadAsync(string databasePath, string collection, string runId)
    {
        using var store = new SqliteDocumentStore(databasePath);
        var records = new List<string>();
        await foreach (var record in ((IDocumentStore)store).ListAsync<object>(collection, runId, CancellationToken.None))
        {
            records.Add(Seconds().Replace($"{record.Id} {record.Value}", ""));
        }

        return records;
    }

    [GeneratedRegex(@"""seconds""\s*:\s*[-+.eE\d]+")]
    private static partial Regex Seconds();
}
