using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs;

/// <summary>A blob's content does not have the hash or size that its reference names.</summary>
public sealed class BlobCorruptException(BlobReference blob, string store, string actualSha256, long actualSize)
    : Exception($"Blob {blob.Sha256} in {store} is corrupt: its content is {actualSize} bytes with SHA-256 {actualSha256}, expected {blob.Size} bytes. Delete it and run again to make it anew.")
{
    public BlobReference Blob { get; } = blob;
}
