using InstructEngine.Contracts.V1;
using InstructEngine.Storage.Content;

namespace InstructEngine.Storage.Blobs;

/// <summary>Checks references on their way in and contents on their way out.</summary>
internal static class BlobContent
{
    private const int NameLength = 64;

    public static BlobReference Describe(ReadOnlySpan<byte> content) => new(ContentIds.Sha256Hex(content), content.Length);

    /// <summary>Only hex digits become a path or an address, so no reference can point outside a store.</summary>
    public static void CheckReference(BlobReference blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        if (blob.Sha256 is not { Length: NameLength } || !blob.Sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException($"Blob name '{blob.Sha256}' is not a SHA-256: give {NameLength} lower-case hex digits.", nameof(blob));
        }

        if (blob.Size < 0)
        {
            throw new ArgumentException($"Blob {blob.Sha256} has size {blob.Size}: give its length in bytes, 0 or more.", nameof(blob));
        }
    }

    /// <exception cref="BlobCorruptException">The content is not what the reference says.</exception>
    public static void Verify(BlobReference blob, string store, BlobReference actual)
    {
        if (actual != blob)
            throw new BlobCorruptException(blob, store, actual.Sha256, actual.Size);
    }

    /// <inheritdoc cref="Verify(BlobReference, string, BlobReference)"/>
    public static byte[] Verify(BlobReference blob, string store, byte[] content)
    {
        var actual = ContentIds.Sha256Hex(content);
        return actual == blob.Sha256 && content.Length == blob.Size
            ? content
            : throw new BlobCorruptException(blob, store, actual, content.Length);
    }
}
