using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace InstructEngine.Storage.Content;

/// <summary>Feeds strings into a hash so that no two lists of strings look alike.</summary>
internal static class PartHashing
{
    // Replacing broken text instead would give two different names one id.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Append(IncrementalHash hash, string[] parts)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        for (var i = 0; i < parts.Length; i++)
        {
            var bytes = Encode(parts[i], i);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }

    private static byte[] Encode(string part, int index)
    {
        if (part is null)
        {
            throw new ArgumentException($"Part {index} is null; give an empty string where there is no value.", nameof(part));
        }

        try
        {
            return Strict.GetBytes(part);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException($"Part {index} is not valid text: it holds half of a surrogate pair.", nameof(part), exception);
        }
    }
}
