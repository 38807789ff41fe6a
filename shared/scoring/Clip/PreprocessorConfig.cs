using System.Text.Json;
using System.Text.Json.Serialization;
using InstructEngine.Diffusion.Vision;

namespace InstructEngine.Scoring.Clip;

/// <summary>
/// A <c>preprocessor_config.json</c> of transformers, as far as it decides pixels. Models of the field differ in the numbers only: what would change the
/// steps themselves is refused.
/// </summary>
internal static class PreprocessorConfig
{
    public const string FileName = "preprocessor_config.json";

    /// <summary>Pillow's number.</summary>
    private const int Bicubic = 3;

    /// <exception cref="InvalidDataException">The file is damaged, or asks for another preparation than CLIP's.</exception>
    public static CLIPImageProcessor Read(string folder, ClipVisionConfig vision)
    {
        var usual = new CLIPImageProcessor { Size = vision.ImageSize };
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return usual;

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var fields = json.RootElement.Deserialize<Fields>() ?? throw new JsonException("null is no configuration.");
            Require(path, "size", Side(fields.Size, "shortest_edge"), vision.ImageSize);
            Require(path, "crop_size", Side(fields.CropSize, "height"), vision.ImageSize);
            Require(path, "resample", fields.Resample, Bicubic);
            foreach (var (field, value) in new[] { ("do_resize", fields.DoResize), ("do_center_crop", fields.DoCenterCrop), ("do_normalize", fields.DoNormalize) })
                Require(path, field, value, true);
            return usual with { ImageMean = Colour(path, "image_mean", fields.ImageMean) ?? usual.ImageMean, ImageStd = Colour(path, "image_std", fields.ImageStd) ?? usual.ImageStd };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: not a readable configuration: {e.Message}", e);
        }
    }

    private static void Require<T>(string path, string field, T? value, T wanted)
        where T : struct
    {
        if (value is { } given && !given.Equals(wanted))
            throw new InvalidDataException($"{path}: {field} is {given}; only {wanted} is supported with this model.");
    }

    private static float[]? Colour(string path, string field, float[]? values) => values is null or { Length: 3 }
        ? values
        : throw new InvalidDataException($"{path}: {field} has {values.Length} numbers; red, green and blue are wanted.");

    /// <summary>A number, or an object with a named side or a height.</summary>
    private static int? Side(JsonElement? value, string name) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        { ValueKind: JsonValueKind.Object } sides when sides.TryGetProperty(name, out var side) || sides.TryGetProperty("height", out side) => side.GetInt32(),
        _ => null,
    };

    private sealed record Fields(
        [property: JsonPropertyName("size")] JsonElement? Size,
        [property: JsonPropertyName("crop_size")] JsonElement? CropSize,
        [property: JsonPropertyName("resample")] int? Resample,
        [property: JsonPropertyName("do_resize")] bool? DoResize,
        [property: JsonPropertyName("do_center_crop")] bool? DoCenterCrop,
        [property: JsonPropertyName("do_normalize")] bool? DoNormalize,
        [property: JsonPropertyName("image_mean")] float[]? ImageMean,
        [property: JsonPropertyName("image_std")] float[]? ImageStd);
}
