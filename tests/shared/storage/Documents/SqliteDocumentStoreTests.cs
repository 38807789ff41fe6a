using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Sqlite;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IDocumentStore> CreateAsync() =>
        Task.FromResult<IDocumentStore>(new SqliteDocumentStore(_folder[Path.Combine("made", "here", "run.db")]));
}
