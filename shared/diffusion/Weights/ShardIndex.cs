using System.Text.Json;

namespace InstructEngine.Diffusion.Weights;

/// <summary>
/// The index of a checkpoint in several files: <c>{"metadata": {"total_size": 8}, "weight_map": {"a.weight": "model-00001-of-00002.safetensors"}}</c>.
/// The total size is informative, and wrong in published files: it is not read.
/// </summary>
internal static class ShardIndex
{
    private const string Map = "weight_map";

    /// <summary>The shard's file name, without a folder, of each tensor.</summary>
    public static Dictionary<string, string> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (stream.Length > SafetensorsHeader.MaxLength)
            throw new SafetensorsException(path, null, $"the index has {stream.Length} bytes; more than {SafetensorsHeader.MaxLength} is not allowed.");
        try
        {
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new SafetensorsException(path, null, "not an index of safetensors files: it is not a JSON object.");
            if (!document.RootElement.TryGetProperty(Map, out var map) || map.ValueKind != JsonValueKind.Object)
                throw new SafetensorsException(path, null, $"not an index of safetensors files: its {Map} must be an object that names each tensor's file.");
            return map.EnumerateObject().ToDictionary(p => p.Name, p => Shard(path, p.Name, p.Value), StringComparer.Ordinal);
        }
        catch (InvalidOperationException e)
        {
            // Kinds are asked before values: only the text of a string is left to be wrong.
            throw new SafetensorsException(path, null, "a string of the index is not valid Unicode.", e);
        }
        catch (JsonException e)
        {
            throw new SafetensorsException(path, null, $"the index is not valid JSON, or has a key twice ({e.Message}).", e);
        }
    }

    private static string Shard(string path, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw new SafetensorsException(path, name, $"its {Map} entry must be the name of a file, not {value.ValueKind}.");
        var shard = value.GetString()!;
        if (shard is "" or "." or ".." || shard.AsSpan().IndexOfAny("/\\:\0") >= 0)
            throw new SafetensorsException(path, name, $"its file '{shard}' must be a plain file name: files of other folders are not read.");
        return shard;
    }
}
