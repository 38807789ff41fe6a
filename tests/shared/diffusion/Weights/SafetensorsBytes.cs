using System.Buffers.Binary;
using System.Text;
using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Shared.Tests.Diffusion.Weights;

/// <summary>A safetensors file made by hand, so that it can be wrong.</summary>
internal sealed class SafetensorsBytes : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public static SafetensorsBytes Of(string header, int dataLength) => Raw([.. Length((ulong)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. new byte[dataLength]]);

    public static SafetensorsBytes Raw(byte[] content)
    {
        var file = new SafetensorsBytes();
        File.WriteAllBytes(file.Path, content);
        return file;
    }

    public static byte[] Length(ulong length)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return bytes;
    }

    /// <summary>Opening it must fail with a message that names the file and says <paramref name="words"/>.</summary>
    public void IsRefused(string? key, params string[] words)
    {
        var e = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(Path));
        Assert.Equal(Path, e.File);
        Assert.Equal(key, e.Key);
        Assert.Contains(Path, e.Message, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, e.Message, StringComparison.Ordinal));
    }

    public void Dispose() => File.Delete(Path);
}
