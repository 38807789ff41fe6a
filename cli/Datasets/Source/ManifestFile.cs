using System.Security.Cryptography;
using System.Text.Json;
using InstructEngine.Storage;
using InstructEngine.TrainerService.Datasets;

namespace InstructEngine.Cli.Datasets.Source;

/// <summary>A dataset's manifest, read a line at a time.</summary>
internal static class ManifestFile
{
    /// <exception cref="InvalidDataException">A line is no pair with two images.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<ManifestLine> Read(string file)
    {
        var number = 0;
        foreach (var text in File.ReadLines(file))
        {
            number++;
            yield return Parse(text, number);
        }
    }

    /// <summary>The dataset hash: 64 lower-case hex digits.</summary>
    public static async Task<string> HashAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    public static ManifestLine Parse(string text, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<ManifestLine>(text, StorageJson.Options)
                is { TripleId: not null, LeafId: not null, Preferred: not null, PreferredImage.Sha256: not null, DispreferredImage.Sha256: not null } line
                ? line
                : throw new JsonException("an id, an instruction or an image is missing.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"line {number} is not a pair of a dataset: {exception.Message}", exception);
        }
    }

    /// <summary>As the manifest has it.</summary>
    public static string TextOf(ManifestLine line) => JsonSerializer.Serialize(line, StorageJson.Options);
}
