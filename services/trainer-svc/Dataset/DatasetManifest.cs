using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InstructEngine.TrainerService.Dataset;

/// <summary>The dataset as JSON lines in ordinal order of the triple ids; its SHA-256 is the dataset hash.</summary>
internal static class DatasetManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static byte[] Write(IEnumerable<ManifestLine> lines)
    {
        using var stream = new MemoryStream();
        foreach (var line in lines.OrderBy(line => line.TripleId, StringComparer.Ordinal))
        {
            JsonSerializer.Serialize(stream, line, Json);
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
                lines.Add(JsonSerializer.Deserialize<ManifestLine>(text, Json) ?? throw new JsonException("null"));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"Manifest line {lines.Count + 1} is not a pair of the dataset: {e.Message}", e);
            }
        }

        return lines;
    }

    /// <summary>64 lower-case hex digits.</summary>
    public static string Hash(byte[] manifest) => Convert.ToHexStringLower(SHA256.HashData(manifest));
}
