using InstructEngine.Storage;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class When_a_stored_document_is_not_what_is_asked_for : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_document_is_named()
    {
        using var store = new SqliteDocumentStore(_folder["run.db"]);
        await store.InitializeAsync(CancellationToken.None);
        await store.InsertIfAbsentAsync("notes", "a", "run", new { text = 5 }, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<StoreCorruptException>(() => store.FindAsync<Note>("notes", "a", CancellationToken.None));

        Assert.Contains("Document a in collection notes", refused.Message, StringComparison.Ordinal);
        Assert.Contains("$.text", refused.Message, StringComparison.Ordinal);
    }
}
