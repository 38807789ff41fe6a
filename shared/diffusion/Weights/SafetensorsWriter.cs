using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>Writes safetensors files: to a temporary name, flushed to the disk, then renamed, so that no reader ever meets half a file.</summary>
public static class SafetensorsWriter
{
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="tensors">By name; written in ordinal order of the names, so equal content gives equal bytes.</param>
    /// <param name="metadata">Free-form strings.</param>
    /// <param name="dtype">Floating-point tensors are converted to it; null keeps each tensor's own.</param>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null, ScalarType? dtype = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var names = tensors.Keys.Order(StringComparer.Ordinal).ToList();
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
            {
                WriteHeader(stream, names, tensors, metadata, dtype);
                foreach (var name in names)
                    WriteData(stream, tensors[name], dtype);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static ScalarType Stored(Tensor tensor, ScalarType? dtype) => dtype is { } wanted && tensor.is_floating_point() ? wanted : tensor.dtype;

    private static void WriteHeader(Stream stream, List<string> names, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata, ScalarType? dtype)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach (var name in names)
                offset = WriteEntry(json, name, tensors[name], dtype, offset);
            json.WriteEndObject();
        }

        // The data begins at a multiple of 8, as the format asks.
        while ((buffer.Length + 8) % 8 != 0)
            buffer.WriteByte((byte)' ');
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, buffer.Length);
        stream.Write(length);
        buffer.WriteTo(stream);
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, Tensor tensor, ScalarType? dtype, long offset)
    {
        var (dtypeName, size) = SafetensorsDtype.Of(Stored(tensor, dtype));
        json.WriteStartObject(name);
        json.WriteString("dtype", dtypeName);
        json.WriteStartArray("shape");
        foreach (var n in tensor.shape)
            json.WriteNumberValue(n);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(offset);
        offset += tensor.NumberOfElements * size;
        json.WriteNumberValue(offset);
        json.WriteEndArray();
        json.WriteEndObject();
        return offset;
    }

    private static void WriteData(Stream stream, Tensor tensor, ScalarType? dtype)
    {
        using var scope = NewDisposeScope();
        var stored = tensor.detach().to(Stored(tensor, dtype)).cpu().contiguous();
        if (stored.NumberOfElements > 0)
            stream.Write(stored.bytes);
    }
}
