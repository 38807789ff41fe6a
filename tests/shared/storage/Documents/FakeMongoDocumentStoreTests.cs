using InstructEngine.Shared.Tests.Storage.Documents.FakeMongo;
using InstructEngine.Storage;
using InstructEngine.Storage.Documents;
using InstructEngine.Storage.Documents.Mongo;

namespace InstructEngine.Shared.Tests.Storage.Documents;

/// <summary>The MongoDB store and the real driver, against a stand-in for the server; <see cref="MongoDocumentStoreTests"/> asks a real one.</summary>
public sealed class FakeMongoDocumentStoreTests : DocumentStoreContract
{
    private readonly FakeMongoServer _server = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task A_document_of_another_program_is_named()
    {
        using var client = new MongoDB.Driver.MongoClient(_server.ConnectionString);
        await client.GetDatabase("runs").GetCollection<MongoDB.Bson.BsonDocument>(Collection).InsertOneAsync(new() { ["_id"] = "a", ["text"] = "x" });

        var refused = await Assert.ThrowsAsync<StoreCorruptException>(() => Find("a"));

        Assert.Contains("Document a in collection notes", refused.Message, StringComparison.Ordinal);
    }

    protected override Task<IDocumentStore> CreateAsync() => Task.FromResult<IDocumentStore>(new MongoDocumentStore(_server.ConnectionString, "runs"));
}
