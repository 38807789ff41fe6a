using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs.Azure;

/// <summary>A stream's content in a temporary file, which vanishes when this is disposed.</summary>
internal sealed class Spool : IDisposable
{
    private Spool(FileStream content, BlobReference blob)
    {
        Content = content;
        Blob = blob;
    }

    /// <summary>At its start.</summary>
    public FileStream Content { get; }

    public BlobReference Blob { get; }

    /// <exception cref="StoreUnavailableException">The temporary folder cannot be written.</exception>
    public static async Task<Spool> FillAsync(Stream source, CancellationToken cancellationToken)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(
                Path.Combine(Path.GetTempPath(), $"instructengine-{Guid.NewGuid():N}"),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0,
                FileOptions.Asynchronous | FileOptions.DeleteOnClose);
            var blob = await HashingCopy.CopyAsync(source, file, cancellationToken).ConfigureAwait(false);
            file.Position = 0;
            var spool = new Spool(file, blob);
            file = null;
            return spool;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The temporary folder {Path.GetTempPath()} cannot be used: {exception.Message.TrimEnd('.')}. Free space there, or set TMPDIR to another folder.", exception);
        }
        finally
        {
            file?.Dispose();
        }
    }

    public void Dispose() => Content.Dispose();
}
