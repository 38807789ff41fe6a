using Azure.Storage.Blobs;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Blobs.Azure;

namespace InstructEngine.Shared.Tests.Storage.Blobs;

/// <summary>Runs against the account, real or Azurite, that <c>INSTRUCTENGINE_TEST_AZURITE</c> names.</summary>
public sealed class AzureBlobStoreTests : BlobStoreContract
{
    private const string Variable = "INSTRUCTENGINE_TEST_AZURITE";

    private readonly string _container = $"test-{Guid.NewGuid():N}";

    private static string? ConnectionString => Environment.GetEnvironmentVariable(Variable);

    private BlobContainerClient Container => new(ConnectionString, _container);

    public override async ValueTask DisposeAsync()
    {
        if (!string.IsNullOrEmpty(ConnectionString))
        {
            await Container.DeleteIfExistsAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task Two_writers_of_one_large_blob_agree()
    {
        const int Size = 40_000_000;

        var blobs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.PutAsync(new PatternStream(Size), None))));

        Assert.Single(blobs.Distinct());
        Assert.Equal(Size, (await Store.ReadAsync(blobs[0], None)).Length);
    }

    [Fact]
    public async Task A_container_that_is_gone_is_said_to_be_gone()
    {
        await Container.DeleteAsync();

        var failure = await Assert.ThrowsAsync<InstructEngine.Storage.StoreUnavailableException>(() => Store.PutAsync("x"u8.ToArray(), None));

        Assert.Contains("ContainerNotFound", failure.Message, StringComparison.Ordinal);
    }

    protected override Task<IBlobStore> CreateAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(ConnectionString), $"No Azure Blob Storage: {Variable} is not set.");
        return Task.FromResult<IBlobStore>(new AzureBlobStore(ConnectionString!, _container));
    }

    protected override Task OverwriteAsync(BlobReference blob, byte[] content) =>
        Container.GetBlobClient(blob.Sha256).UploadAsync(new MemoryStream(content), overwrite: true);

    protected override async Task<IReadOnlyList<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync())
        {
            names.Add(blob.Name);
        }

        return names;
    }
}
