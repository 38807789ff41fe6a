using System.Security.Cryptography;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.Shared.Tests.Storage.Blobs;

/// <summary>What every blob store must do. A class for each implementation derives from this.</summary>
public abstract partial class BlobStoreContract : IAsyncLifetime
{
    protected static readonly CancellationToken None = CancellationToken.None;

    protected IBlobStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = await CreateAsync();
        await Store.InitializeAsync(None);
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>A store over an empty place of its own; skips the test by name where there is none.</summary>
    protected abstract Task<IBlobStore> CreateAsync();

    /// <summary>Puts other bytes under a stored blob's name, behind the store's back.</summary>
    protected abstract Task OverwriteAsync(BlobReference blob, byte[] content);

    /// <summary>The names of all that is stored, leftovers included.</summary>
    protected abstract Task<IReadOnlyList<string>> NamesAsync();

    [Fact]
    public async Task A_blob_is_named_by_its_hash_and_read_back()
    {
        byte[] content = [0, 1, 2, 255, 254, 10, 13];

        var blob = await Store.PutAsync(content, None);

        Assert.Equal(new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content)), 7), blob);
        Assert.True(await Store.ExistsAsync(blob, None));
        Assert.Equal(content, await Store.ReadAsync(blob, None));
    }

    [Fact]
    public async Task A_blob_opened_is_a_stream_that_can_be_sought_in()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var blob = await Store.PutAsync(content, None);

        await using var stream = await Store.OpenReadAsync(blob, None);

        Assert.True(stream is { CanSeek: true, Position: 0, Length: 300_000 });
        stream.Position = 299_990;
        var end = new byte[10];
        await stream.ReadExactlyAsync(end);
        Assert.Equal(content[^10..], end);
        stream.Position = 0;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task Initialising_again_keeps_what_is_stored()
    {
        var blob = await Store.PutAsync("kept"u8.ToArray(), None);

        await Store.InitializeAsync(None);

        Assert.Equal("kept"u8.ToArray(), await Store.ReadAsync(blob, None));
    }

    [Fact]
    public async Task A_blob_put_twice_is_stored_once()
    {
        var content = "twice"u8.ToArray();

        var first = await Store.PutAsync(content, None);
        var second = await Store.PutAsync(content, None);
        var third = await Store.PutAsync(new MemoryStream(content), None);

        Assert.Equal((first, first), (second, third));
        Assert.Equal([first.Sha256], await NamesAsync());
    }

    [Fact]
    public async Task Concurrent_puts_of_one_content_agree()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);

        var blobs = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() =>
            i % 2 == 0 ? Store.PutAsync(content, None) : Store.PutAsync(new MemoryStream(content), None))));

        Assert.Single(blobs.Distinct());
        Assert.Equal([blobs[0].Sha256], await NamesAsync());
        Assert.Equal(content, await Store.ReadAsync(blobs[0], None));
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        var blob = await Store.PutAsync(Array.Empty<byte>(), None);
        var streamed = await Store.PutAsync(Stream.Null, None);

        Assert.Equal(new BlobReference("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0), blob);
        Assert.Equal(blob, streamed);
        Assert.Empty(await Store.ReadAsync(blob, None));
    }

    [Fact]
    public async Task Twenty_megabytes_of_a_stream_that_cannot_seek_are_stored()
    {
        const int Size = 20_000_003;
        var source = new PatternStream(Size);

        var blob = await Store.PutAsync(source, None);
        var content = await Store.ReadAsync(blob, None);

        Assert.Equal(Size, blob.Size);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), blob.Sha256);
        Assert.Equal(PatternStream.ByteAt(Size - 1), content[^1]);
        Assert.Equal([blob.Sha256], await NamesAsync());
    }
}
