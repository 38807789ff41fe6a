using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Mongo;
using MongoDB.Driver;

namespace InstructEngine.Shared.Tests.Storage.Documents;

public sealed class MongoDocumentStoreTests(MongoServerFixture server) : DocumentStoreContract
{
    private readonly string _database = $"instructengine-test-{Guid.NewGuid():N}";
    private string? _connectionString;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_connectionString is not null)
        {
            using var client = new MongoClient(_connectionString);
            await client.DropDatabaseAsync(_database);
        }
    }

    protected override async Task<IDocumentStore> CreateAsync()
    {
        _connectionString = await server.ConnectAsync();
        return new MongoDocumentStore(_connectionString, _database);
    }
}
