using System.Text.Json;
using System.Text.Json.Nodes;

namespace InstructEngine.Diffusion.Models;

/// <summary>Reads and writes <c>config.json</c> as diffusers does: snake_case, unknown fields ignored, unsupported values refused.</summary>
internal static class ModelConfigFile
{
    public const string Name = "config.json";

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
    };

    /// <param name="folder">The model's folder.</param>
    /// <param name="className">What <c>_class_name</c> must be.</param>
    /// <param name="onlySupported">Fields of which only one value is supported, as JSON text.</param>
    /// <param name="check">Refuses a config that cannot be built.</param>
    /// <exception cref="ModelConfigException">The file is damaged or asks for something unknown; the message has its path.</exception>
    public static T Read<T>(string folder, string className, IReadOnlyDictionary<string, string> onlySupported, Action<T> check)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no '{path}'; a model folder in diffusers' layout has one.", path);
        try
        {
            var json = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new ModelConfigException("(file)", "is not a JSON object.");
            if (json["_class_name"] is { } name && name.ToJsonString() != $"\"{className}\"")
                throw new ModelConfigException("_class_name", $"is {name.ToJsonString()}, but a {className} is wanted.");
            foreach (var (field, supported) in onlySupported)
            {
                if (json.TryGetPropertyValue(field, out var value) && !JsonNode.DeepEquals(value, JsonNode.Parse(supported)))
                    throw new ModelConfigException(field, $"is {value?.ToJsonString() ?? "null"}; only {supported} is supported.");
            }

            var config = json.Deserialize<T>(s_options)!;
            check(config);
            return config;
        }
        catch (ModelConfigException e)
        {
            // A model folder has several files of this name.
            throw new ModelConfigException(e.Field, e.Reason, e, path);
        }
        catch (JsonException e)
        {
            throw new ModelConfigException(e.Path ?? "(file)", $"cannot be read: {e.Message}", e, path);
        }
    }

    /// <param name="folder">The model's folder, which is made where there is none.</param>
    /// <param name="className">What <c>_class_name</c> becomes; null leaves it out, as transformers' models have none.</param>
    /// <param name="config">The fields to write.</param>
    public static void Write<T>(string folder, string? className, T config)
    {
        Directory.CreateDirectory(folder);
        var json = new JsonObject();
        if (className is not null)
            json["_class_name"] = className;
        foreach (var (field, value) in JsonSerializer.SerializeToNode(config, s_options)!.AsObject().ToList())
            json[field] = value?.DeepClone();
        var path = Path.Combine(folder, Name);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, json.ToJsonString(s_options) + "\n");
        File.Move(temporary, path, overwrite: true);
    }
}
