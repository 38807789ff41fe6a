using System.Buffers.Binary;
using System.Text;

namespace InstructEngine.Diffusion.Images;

/// <summary>Uncompressed international text chunks (PNG specification, 11.3.3.4), which Skia does not write.</summary>
internal static class PngText
{
    private const int SignatureLength = 8;
    private const int ChunkFrame = 12;
    private const int LongestKeyword = 79;
    private const uint CrcPolynomial = 0xEDB88320;

    /// <summary>Puts the texts, ordered by keyword, right after the header chunk.</summary>
    public static byte[] Insert(ReadOnlySpan<byte> png, IReadOnlyDictionary<string, string> texts)
    {
        var header = SignatureLength + ChunkFrame + BinaryPrimitives.ReadInt32BigEndian(png[SignatureLength..]);
        using var result = new MemoryStream();
        result.Write(png[..header]);
        foreach (var (keyword, text) in texts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            result.Write(Chunk(keyword, text));
        }

        result.Write(png[header..]);
        return result.ToArray();
    }

    private static byte[] Chunk(string keyword, string text)
    {
        if (keyword.Length is 0 or > LongestKeyword || keyword.Any(c => c is < ' ' or (> '~' and < '\u00a1') or > '\u00ff'))
        {
            throw new ArgumentException($"'{keyword}' is no PNG keyword; 1 to {LongestKeyword} printable Latin-1 characters are needed.", nameof(keyword));
        }

        // Type, keyword, end, no compression (two bytes), no language, no translated keyword, text.
        byte[] body = [.. "iTXt"u8, .. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text.Replace("\0", "", StringComparison.Ordinal))];
        var chunk = new byte[body.Length + sizeof(int) * 2];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length - sizeof(int));
        body.CopyTo(chunk, sizeof(int));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + sizeof(int)), Crc(body));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ CrcPolynomial : crc >> 1;
            }
        }

        return ~crc;
    }
}
