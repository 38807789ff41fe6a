using InstructEngine.Contracts.V1;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs.FileSystem;

namespace InstructEngine.Shared.Tests.Storage.Blobs;

public sealed class When_the_blob_folder_cannot_be_written : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_path_through_a_file_is_refused()
    {
        await File.WriteAllTextAsync(_folder["file"], "not a folder");
        var path = Path.Combine(_folder["file"], "blobs");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => new FileBlobStore(path).InitializeAsync(None));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Equal("not a folder", await File.ReadAllTextAsync(_folder["file"]));
    }

    [Fact]
    public async Task A_read_only_disk_is_found_at_the_start_and_still_read()
    {
        using var disk = SmallDisk.Mount();
        var store = new FileBlobStore(disk.Path);
        await store.InitializeAsync(None);
        var kept = await store.PutAsync("kept"u8.ToArray(), None);
        disk.MakeReadOnly();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.InitializeAsync(None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync("new"u8.ToArray(), None));
        Assert.Equal("kept"u8.ToArray(), await store.ReadAsync(kept, None));
        Assert.Equal(kept, await store.PutAsync("kept"u8.ToArray(), None));
    }

    [Fact]
    public async Task A_disk_that_fills_up_keeps_no_part_of_the_blob()
    {
        using var disk = SmallDisk.Mount();
        var store = new FileBlobStore(disk.Path);
        await store.InitializeAsync(None);
        BlobReference kept = await store.PutAsync("kept"u8.ToArray(), None);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(new PatternStream(2_000_000), None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(new byte[2_000_000], None));

        Assert.Contains(disk.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("space", refused.Message, StringComparison.Ordinal);
        Assert.Equal([kept.Sha256], Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
        Assert.Equal("kept"u8.ToArray(), await store.ReadAsync(kept, None));
    }
}
