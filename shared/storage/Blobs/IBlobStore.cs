using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs;

/// <summary>Immutable blobs, named by the SHA-256 of their content.</summary>
public interface IBlobStore
{
    /// <summary>Creates what the store needs (folder, container). Safe to call at every start.</summary>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Stores the content under its hash, unless it is there already. A half-written blob is never seen.</summary>
    Task<BlobReference> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Stores a stream's content (read once, to its end) under its hash.</summary>
    Task<BlobReference> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>The content, its hash and size verified.</summary>
    /// <exception cref="BlobNotFoundException">There is no such blob.</exception>
    /// <exception cref="BlobCorruptException">The stored content is not what its name says.</exception>
    Task<byte[]> ReadAsync(BlobReference blob, CancellationToken cancellationToken);

    /// <summary>
    /// The content as a stream that can be sought in, its hash and size verified before it is returned. Never in memory as a whole: what a store
    /// does not have as a file waits in a temporary one, which vanishes when the stream is disposed.
    /// </summary>
    /// <inheritdoc cref="ReadAsync"/>
    Task<Stream> OpenReadAsync(BlobReference blob, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(BlobReference blob, CancellationToken cancellationToken);
}
