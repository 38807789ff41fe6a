using System.Security.Cryptography;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs.FileSystem;

/// <summary>
/// Blobs as files: <c>ab/abcdef…</c> under one folder. A blob is written under a temporary name, flushed to disk and renamed, so that a
/// file under a blob's name is always whole. Several processes may share the folder.
/// </summary>
public sealed class FileBlobStore : IBlobStore
{
    private const string TemporaryFolder = "incoming";

    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    private readonly string _root;

    /// <param name="folder">The folder, made by <see cref="InitializeAsync"/> where it is missing.</param>
    public FileBlobStore(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _root = Path.GetFullPath(folder);
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The folder cannot be made or written.</exception>
    public Task InitializeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return GuardAsync(() =>
        {
            var incoming = Directory.CreateDirectory(Path.Combine(_root, TemporaryFolder));
            DeleteLeftovers(incoming);

            // Shows at once, not after an hour's rendering, that nothing can be written here.
            var probe = NewTemporaryPath();
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return Task.FromResult(true);
        });
    }

    public Task<BlobReference> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var blob = BlobContent.Describe(content.Span);
        if (File.Exists(PathOf(blob)))
        {
            return Task.FromResult(blob);
        }

        return WriteAsync(
            async file =>
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                return blob;
            });
    }

    public Task<BlobReference> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        cancellationToken.ThrowIfCancellationRequested();
        return WriteAsync(file => HashingCopy.CopyAsync(content, file, cancellationToken));
    }

    public async Task<byte[]> ReadAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        BlobContent.CheckReference(blob);
        var content = await GuardAsync(async () =>
        {
            try
            {
                return await File.ReadAllBytesAsync(PathOf(blob), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new BlobNotFoundException(blob, _root);
            }
        }).ConfigureAwait(false);
        return BlobContent.Verify(blob, _root, content);
    }

    public async Task<Stream> OpenReadAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        BlobContent.CheckReference(blob);
        var content = await GuardAsync(() =>
        {
            try
            {
                return Task.FromResult(new FileStream(
                    PathOf(blob), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan));
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                throw new BlobNotFoundException(blob, _root);
            }
        }).ConfigureAwait(false);
        try
        {
            var hash = await GuardAsync(() => SHA256.HashDataAsync(content, cancellationToken).AsTask()).ConfigureAwait(false);
            BlobContent.Verify(blob, _root, new BlobReference(Convert.ToHexStringLower(hash), content.Length));
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken)
    {
        BlobContent.CheckReference(blob);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(File.Exists(PathOf(blob)));
    }

    private Task<BlobReference> WriteAsync(Func<FileStream, Task<BlobReference>> write) => GuardAsync(async () =>
    {
        var temporary = NewTemporaryPath();
        try
        {
            BlobReference blob;
            var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                blob = await write(file).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            var path = PathOf(blob);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            // Where another writer was first, this puts equal bytes in the place of equal bytes.
            File.Move(temporary, path, overwrite: true);
            return blob;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    });

    private async Task<T> GuardAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The blob folder {_root} cannot be used: {exception.Message.TrimEnd('.')}. Make sure that it is writable and has space, or name another. " +
                "What was stored before is unharmed.",
                exception);
        }
    }

    private static void DeleteLeftovers(DirectoryInfo incoming)
    {
        var oldest = DateTime.UtcNow - LeftoverAge;
        foreach (var file in incoming.EnumerateFiles().Where(file => file.LastWriteTimeUtc < oldest))
        {
            file.Delete();
        }
    }

    private string NewTemporaryPath() => Path.Combine(_root, TemporaryFolder, Guid.NewGuid().ToString("N"));

    private string PathOf(BlobReference blob) => Path.Combine(_root, blob.Sha256[..2], blob.Sha256);
}
