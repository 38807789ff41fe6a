using System.Security.Cryptography;

namespace InstructEngine.Storage.Content;

/// <summary>Ids that follow from what they name, so that making a thing twice gives one record.</summary>
public static class ContentIds
{
    private const int IdLength = 32;

    /// <summary>
    /// 32 lower-case hex digits: the first half of the SHA-256 of the parts' UTF-8 bytes, each part led by its length,
    /// so that ("a", "bc") and ("ab", "c") differ.
    /// </summary>
    /// <exception cref="ArgumentException">There is no part, or one is not valid UTF-16.</exception>
    public static string Create(params string[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
        {
            throw new ArgumentException("An id needs at least one part.", nameof(parts));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        PartHashing.Append(hash, parts);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..IdLength];
    }

    /// <summary>SHA-256 of the bytes, 64 lower-case hex digits.</summary>
    public static string Sha256Hex(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
