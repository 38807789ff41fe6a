using System.Text.Json;
using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring.Weights;

namespace InstructEngine.Scoring.Hps;

/// <summary>
/// A folder of HPS v2.1. Versions 2.0 and 2.1 have the same tensors and nothing in a published file tells them apart, while their scores cannot be
/// compared: so something must say which it is.
/// </summary>
internal static partial class HpsFolder
{
    public const string Wanted = "2.1";

    /// <summary>In <c>config.json</c> or the metadata of the safetensors file.</summary>
    public const string VersionField = "hps_version";

    private static readonly string[] s_names = ["HPS_v2.1_compressed", "HPS_v2.1", "open_clip_model", "model", "HPS_v2_compressed", "HPS_v2"];

    /// <exception cref="FileNotFoundException">There are no safetensors weights.</exception>
    /// <exception cref="InvalidDataException">These are another version's weights, or nothing says whose they are.</exception>
    public static string FindWeights(string folder)
    {
        var path = WeightFile.Find(folder, s_names, "[\"state_dict\"]");
        var said = new[] { Config(folder), Metadata(path), Name(path) }.OfType<(string Version, string Where)>().ToList();
        if (said.Count == 0)
        {
            throw new InvalidDataException(
                $"{path}: nothing says that these are the weights of HPS v{Wanted}; v2.0 has the same tensors and another scale. Keep the authors' name (HPS_v2.1_compressed.safetensors), "
                + $"or write \"{VersionField}\": \"{Wanted}\" into config.json.");
        }

        return said.FirstOrDefault(version => version.Version != Wanted) is { Version: { } other, Where: { } where }
            ? throw new InvalidDataException($"{path}: {where} says HPS v{other}; only v{Wanted} is supported, as the scores of different versions cannot be compared.")
            : path;
    }

    /// <summary>The folder's config where it has one; else that of ViT-H/14, whose sizes the weights are held against.</summary>
    public static ClipConfig ReadConfig(string folder) =>
        File.Exists(Path.Combine(folder, "config.json")) && HasSizes(folder) ? CLIPModel.ReadConfig(folder) : ClipConfig.VitH14;

    private static bool HasSizes(string folder) => Json(folder).TryGetProperty("vision_config", out _);

    private static (string, string)? Config(string folder) =>
        File.Exists(Path.Combine(folder, "config.json")) && Json(folder).TryGetProperty(VersionField, out var version)
            ? (Plain(version.ToString()), $"{VersionField} in config.json") : null;

    private static JsonElement Json(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.Clone() : throw new JsonException("an object is wanted.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: not a readable configuration: {e.Message}", e);
        }
    }

    private static (string, string)? Metadata(string path)
    {
        if (!path.EndsWith(".safetensors", StringComparison.Ordinal))
            return null;
        using var file = SafetensorsFile.Open(path);
        return file.Metadata.TryGetValue(VersionField, out var version) ? (Plain(version), $"{VersionField} in the file's metadata") : null;
    }

    private static (string, string)? Name(string path) => Versioned().Match(Path.GetFileName(path)) is { Success: true } match
        ? (match.Groups["minor"].Success ? $"2.{match.Groups["minor"].Value}" : "2.0", "the file's name") : null;

    private static string Plain(string version) => version.TrimStart('v') is "2" ? "2.0" : version.TrimStart('v');

    [GeneratedRegex(@"^hps[_-]?v2(\.(?<minor>\d+))?(?!\d)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Versioned();
}
