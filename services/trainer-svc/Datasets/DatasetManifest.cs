using System.Text.Json;
using InstructEngine.Storage;
using InstructEngine.Storage.Content;

namespace InstructEngine.TrainerService.Datasets;

/// <summary>The dataset as JSON lines in ordinal order of the triple ids; its SHA-256 is the dataset hash.</summary>
internal static class DatasetManifest
{
    public static byte[] Write(IEnumerable<ManifestLine> lines)
    {
        using var stream = new MemoryStream();
        foreach (var line in lines.OrderBy(line => line.TripleId, StringComparer.Ordinal))
        {
            JsonSerializer.Serialize(stream, line, StorageJson.Options);
            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">A line is not what <see cref="Write"/> makes.</exception>
    public static IReadOnlyList<ManifestLine> Read(byte[] manifest)
    {
        var lines = new List<ManifestLine>();
        using var reader = new StreamReader(new MemoryStream(manifest));
        while (reader.ReadLine() is { } text)
        {
            try
            {
                lines.Add(JsonSerializer.Deserialize<ManifestLine>(text, StorageJson.Options) ?? throw new JsonException("It is null."));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Manifest line {lines.Count + 1} is not a pair of the dataset: {e.Message}", e);
            }
        }

        return lines;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public static string Hash(byte[] manifest) => ContentIds.Sha256Hex(manifest);
}
