using System.Net;
using System.Net.Sockets;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs.Azure;
using InstructEngine.Storage.Documents.Mongo;

namespace InstructEngine.Shared.Tests.Storage;

public sealed class When_no_server_answers
{
    private const string Secret = "c2VjcmV0LWtleQ==";

    [Fact]
    public async Task MongoDB_is_named_with_its_address_and_without_the_password()
    {
        var port = ClosedPort();
        using var store = new MongoDocumentStore($"mongodb://user:{Secret.TrimEnd('=')}@127.0.0.1:{port}/?serverSelectionTimeoutMS=500", "runs");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(CancellationToken.None));

        Assert.Contains($"127.0.0.1:{port}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("does not answer", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret.TrimEnd('='), refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_is_named_with_its_address_and_without_the_key()
    {
        var port = ClosedPort();
        var store = new AzureBlobStore(
            $"DefaultEndpointsProtocol=http;AccountName=runs;AccountKey={Secret};BlobEndpoint=http://127.0.0.1:{port}/runs;", "pictures");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(CancellationToken.None));

        Assert.Contains($"127.0.0.1:{port}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("pictures", refused.Message, StringComparison.Ordinal);
        Assert.Contains("does not answer", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.ToString(), StringComparison.Ordinal);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
