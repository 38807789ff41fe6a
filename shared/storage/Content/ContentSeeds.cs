using System.Buffers.Binary;
using System.Security.Cryptography;

namespace InstructEngine.Storage.Content;

/// <summary>Seeds that follow from the run's seed and from what is drawn, never from when or where it is drawn.</summary>
public static class ContentSeeds
{
    /// <summary>A seed in [0, 2⁶³) from a SHA-256 over the run's seed and the length-led parts.</summary>
    /// <exception cref="ArgumentException">A part is not valid UTF-16.</exception>
    public static long Derive(long seed, params string[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);

        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, seed);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(number);
        PartHashing.Append(hash, parts);
        return BinaryPrimitives.ReadInt64BigEndian(hash.GetHashAndReset()) & long.MaxValue;
    }
}
