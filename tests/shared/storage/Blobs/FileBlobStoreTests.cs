using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Blobs.FileSystem;

namespace InstructEngine.Shared.Tests.Storage.Blobs;

public sealed class FileBlobStoreTests : BlobStoreContract
{
    private readonly TemporaryFolder _folder = new();

    private string Root => _folder["blobs"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Blobs_are_sharded_by_their_first_two_digits()
    {
        var blob = await Store.PutAsync("x"u8.ToArray(), None);

        Assert.True(File.Exists(PathOf(blob)));
    }

    [Fact]
    public async Task A_writer_that_died_midway_leaves_nothing_that_counts()
    {
        var content = "whole"u8.ToArray();
        var leftover = Path.Combine(Root, "incoming", "0123456789abcdef");
        await File.WriteAllBytesAsync(leftover, content[..2]);

        var blob = await Store.PutAsync(content, None);
        Assert.Equal(content, await Store.ReadAsync(blob, None));

        // A young one may belong to a writer at work; an old one goes at the next start.
        await Store.InitializeAsync(None);
        Assert.True(File.Exists(leftover));
        File.SetLastWriteTimeUtc(leftover, DateTime.UtcNow.AddDays(-2));
        await Store.InitializeAsync(None);
        Assert.False(File.Exists(leftover));
    }

    protected override Task<IBlobStore> CreateAsync() => Task.FromResult<IBlobStore>(new FileBlobStore(Root));

    protected override Task OverwriteAsync(BlobReference blob, byte[] content) => File.WriteAllBytesAsync(PathOf(blob), content);

    protected override Task<IReadOnlyList<string>> NamesAsync() => Task.FromResult<IReadOnlyList<string>>(
        [.. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path))]);

    private string PathOf(BlobReference blob) => Path.Combine(Root, blob.Sha256[..2], blob.Sha256);
}
