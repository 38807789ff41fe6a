using System.Buffers;
using System.Security.Cryptography;
using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs;

/// <summary>Copies a stream once, hashing on the way.</summary>
internal static class HashingCopy
{
    private const int BufferSize = 128 * 1024;

    public static async Task<BlobReference> CopyAsync(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var size = 0L;
            int read;
            while ((read = await ReadAsync(source, buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                size += read;
            }

            return new BlobReference(Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            // Kept apart from the target's errors: the store is not to blame.
            throw new InvalidOperationException($"The content to store cannot be read to its end: {exception.Message}", exception);
        }
    }
}
