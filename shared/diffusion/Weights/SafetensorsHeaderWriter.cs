using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Weights;

/// <summary>
/// A header and the order of the data behind it: wide elements first, then by name, as the reference's writer sorts them, so that every tensor
/// lies at a multiple of its element size and can be mapped.
/// </summary>
internal sealed class SafetensorsHeaderWriter
{
    /// <summary>A multiple of the 8 bytes that the format asks for: wide vector loads from a mapped tensor do not straddle cache lines.</summary>
    private const int DataAlignment = 64;

    private readonly IReadOnlyDictionary<string, Tensor> _tensors;
    private readonly IReadOnlyDictionary<string, string>? _metadata;

    public SafetensorsHeaderWriter(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata, ScalarType? dtype)
    {
        (_tensors, _metadata) = (tensors, metadata);
        RefuseNames(tensors);
        Layout = [.. tensors
            .Select(t => (t.Key, Stored: dtype is { } wanted && t.Value.is_floating_point() ? wanted : t.Value.dtype))
            .OrderByDescending(t => SafetensorsDtype.Of(t.Stored).Size).ThenBy(t => t.Key, StringComparer.Ordinal)];
    }

    /// <summary>The tensors, with the dtype each is stored in, in the order of their data.</summary>
    public IReadOnlyList<(string Name, ScalarType Stored)> Layout { get; }

    public void WriteTo(Stream stream)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            WriteJson(json);
        while ((sizeof(long) + buffer.Length) % DataAlignment != 0)
            buffer.WriteByte((byte)' ');
        if (buffer.Length > SafetensorsHeader.MaxLength)
            throw new NotSupportedException($"The header would have {buffer.Length} bytes; more than {SafetensorsHeader.MaxLength} cannot be read.");
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, buffer.Length);
        stream.Write(length);
        buffer.WriteTo(stream);
    }

    private static void RefuseNames(IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (tensors.ContainsKey(SafetensorsHeader.MetadataKey))
            throw new ArgumentException($"A tensor cannot be named '{SafetensorsHeader.MetadataKey}': the format's header uses that name.", nameof(tensors));
        foreach (var name in tensors.Keys)
        {
            if (!IsUnicode(name))
                throw new ArgumentException($"The tensor name '{name}' is not valid Unicode.", nameof(tensors));
        }
    }

    private static bool IsUnicode(string name)
    {
        for (var rest = name.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
                return false;
            rest = rest[length..];
        }

        return true;
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, ScalarType stored, Tensor tensor, long offset)
    {
        var (dtype, size) = SafetensorsDtype.Of(stored);
        json.WriteStartObject(name);
        json.WriteString("dtype", dtype);
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

    private void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (_metadata is { Count: > 0 })
        {
            json.WriteStartObject(SafetensorsHeader.MetadataKey);
            foreach (var (key, value) in _metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        long offset = 0;
        foreach (var (name, stored) in Layout)
            offset = WriteEntry(json, name, stored, _tensors[name], offset);
        json.WriteEndObject();
    }
}
