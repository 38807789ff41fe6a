using InstructEngine.Contracts.V1;

namespace InstructEngine.Storage.Blobs;

/// <summary>A blob that a record names is not in the store.</summary>
public sealed class BlobNotFoundException(BlobReference blob, string store)
    : Exception($"Blob {blob.Sha256} ({blob.Size} bytes) is not in {store}. Restore it, or start the run again in a new folder.")
{
    public BlobReference Blob { get; } = blob;
}
