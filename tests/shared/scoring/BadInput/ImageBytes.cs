using System.Buffers.Binary;
using InstructEngine.Scoring;
using InstructEngine.Shared.Tests.Diffusion.Models;
using InstructEngine.Shared.Tests.Scoring.Clip;

namespace InstructEngine.Shared.Tests.Scoring.BadInput;

/// <summary>Image files that are not as they should be, and what is said of them.</summary>
internal static class ImageBytes
{
    public static byte[] Png() => TinyClipFolder.Image(1, 64, 48).ToPng();

    /// <summary>A PNG whose header states another size; its checksum is right.</summary>
    public static byte[] PngOfSize(int width, int height)
    {
        var png = Png();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    public static string Refused(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "image.png");
        File.WriteAllBytes(path, bytes);
        var message = Assert.Throws<InvalidDataException>(() => ImageFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
