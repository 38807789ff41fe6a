namespace InstructEngine.Contracts.V1;

/// <summary>Names an immutable blob by its content.</summary>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hex digits; also the blob's name.</param>
/// <param name="Size">Length of the content in bytes.</param>
public sealed record BlobReference(string Sha256, long Size);
