using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Content;

namespace InstructEngine.TrainerService.Local;

/// <summary>A dataset's folder as a run writes it, read as blobs where it lies: <c>manifest.jsonl</c>, and <c>images/</c> with a PNG for each hash.</summary>
internal sealed class DatasetFolderBlobs(string folder) : IBlobStore
{
    public const string ManifestName = "manifest.jsonl";
    public const string ImagesName = "images";

    private BlobReference? _manifest;
    private byte[] _manifestContent = [];

    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="RunFailureException">There is none, or it cannot be read.</exception>
    public async Task<(byte[] Content, BlobReference Blob)> ReadManifestAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ManifestName);
        try
        {
            var content = await File.ReadAllBytesAsync(file, cancellationToken);
            return (content, Use(content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFailureException($"The dataset's manifest {file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Takes this manifest from now on, a part of the folder's own as it may be.</summary>
    public BlobReference Use(byte[] manifest)
    {
        _manifestContent = manifest;
        return _manifest = new BlobReference(ContentIds.Sha256Hex(manifest), manifest.Length);
    }

    public async Task<byte[]> ReadAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        if (blob == _manifest)
        {
            return _manifestContent;
        }

        byte[] content;
        try
        {
            content = await File.ReadAllBytesAsync(PathOf(blob), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobNotFoundException(blob, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{PathOf(blob)} cannot be read: {e.Message}", e);
        }

        var hash = ContentIds.Sha256Hex(content);
        return hash == blob.Sha256 && content.Length == blob.Size ? content : throw new BlobCorruptException(blob, folder, hash, content.Length);
    }

    public async Task<Stream> OpenReadAsync(BlobReference blob, CancellationToken cancellationToken) =>
        new MemoryStream(await ReadAsync(blob, cancellationToken), writable: false);

    public Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(blob)));

    public Task<BlobReference> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<BlobReference> PutAsync(Stream content, CancellationToken cancellationToken) => throw ReadOnly();

    /// <summary>A hash comes from a file of others: anything but hex digits would be a path.</summary>
    private string PathOf(BlobReference blob) => blob.Sha256 is { Length: 64 } && blob.Sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(folder, ImagesName, blob.Sha256 + ".png")
        : throw new BlobNotFoundException(blob, folder);

    private static NotSupportedException ReadOnly() => new("A dataset's folder is only read.");
}
