using System.Text.Json;

namespace InstructEngine.Diffusion.Weights;

/// <summary>
/// The header of a safetensors file (https://github.com/huggingface/safetensors): 8 bytes of length, then JSON. Everything in it is checked before use,
/// as files come from strangers.
/// </summary>
internal sealed record SafetensorsHeader(IReadOnlyDictionary<string, SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata, long FileLength)
{
    public const string MetadataKey = "__metadata__";
    public const int MaxLength = 100_000_000;

    /// <summary>The first opcode of a pickle; the protocol's number follows.</summary>
    private const byte PickleProtocol = 0x80;

    public static SafetensorsHeader Read(string file, Stream stream)
    {
        var fileLength = stream.Length;
        if (fileLength < 10)
            throw new SafetensorsException(file, null, $"not a safetensors file: it has only {fileLength} bytes.");
        Span<byte> prefix = stackalloc byte[8];
        stream.ReadExactly(prefix);
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(fileLength - 8))
        {
            RefusePickles(file, prefix);
            RefusePointers(file, prefix);
            throw new SafetensorsException(file, null, $"the header says it has {length} bytes, but the file has {fileLength}: cut off, or not a safetensors file.");
        }

        if (length > MaxLength)
            throw new SafetensorsException(file, null, $"the header has {length} bytes; more than {MaxLength} is not allowed.");

        var json = new byte[length];
        stream.ReadExactly(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Parse(file, document.RootElement, dataAt: 8 + (long)length, fileLength);
        }
        catch (InvalidOperationException e)
        {
            // Kinds are asked before values: only the text of a string is left to be wrong.
            throw new SafetensorsException(file, null, "not a safetensors file: a string of its header is not valid Unicode.", e);
        }
        catch (JsonException e)
        {
            throw new SafetensorsException(file, null, $"not a safetensors file: its header is not valid JSON, or has a key twice ({e.Message}).", e);
        }
    }

    private static void RefusePickles(string file, ReadOnlySpan<byte> prefix)
    {
        if (prefix.StartsWith("PK"u8))
            throw new SafetensorsException(file, null, "not a safetensors file but a zip archive with a pickle, as torch.save writes; convert it to safetensors.");
        if (prefix[0] == PickleProtocol && prefix[1] is >= 2 and <= 5)
            throw new SafetensorsException(file, null, "not a safetensors file but a Python pickle, as torch.save wrote; pickles can run code and are refused, convert it to safetensors.");
    }

    private static void RefusePointers(string file, ReadOnlySpan<byte> prefix)
    {
        // The first bytes of "version https://git-lfs.github.com/spec/v1".
        if (prefix.SequenceEqual("version "u8))
            throw new SafetensorsException(file, null, "not a safetensors file but a git-lfs pointer to it; fetch the file itself, e.g. with git lfs pull.");
    }

    private static SafetensorsHeader Parse(string file, JsonElement root, long dataAt, long fileLength)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new SafetensorsException(file, null, "not a safetensors file: its header is not a JSON object.");
        var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
                ReadMetadata(file, property.Value, metadata);
            else
                entries.Add(property.Name, SafetensorsEntryReader.Read(file, property.Name, property.Value, dataAt, fileLength));
        }

        RefuseGapsAndOverlaps(file, entries.Values, dataAt, fileLength);
        return new(entries, metadata, fileLength);
    }

    private static void ReadMetadata(string file, JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
            throw new SafetensorsException(file, MetadataKey, "must be an object of strings.");
        foreach (var property in value.EnumerateObject())
            metadata.Add(property.Name, property.Value.GetString()!);
    }

    private static void RefuseGapsAndOverlaps(string file, IEnumerable<SafetensorsEntry> entries, long dataAt, long fileLength)
    {
        var end = dataAt;
        foreach (var entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.Length))
        {
            if (entry.Offset != end)
            {
                throw new SafetensorsException(file, entry.Name, entry.Offset < end
                    ? $"its data begins at byte {entry.Offset - dataAt}, inside another tensor's, which ends at {end - dataAt}."
                    : $"its data begins at byte {entry.Offset - dataAt}, but the tensor before it ends at {end - dataAt}: bytes without an owner.");
            }

            end += entry.Length;
        }

        if (end != fileLength)
            throw new SafetensorsException(file, null, $"{fileLength - end} bytes follow the last tensor: bytes without an owner.");
    }
}
