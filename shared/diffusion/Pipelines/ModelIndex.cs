using System.Text.Json;

namespace InstructEngine.Diffusion.Pipelines;

/// <summary>A <c>model_index.json</c>: which pipeline a folder is, and which of its parts it has.</summary>
internal sealed class ModelIndex
{
    public const string FileName = "model_index.json";
    public const string StableDiffusion = "StableDiffusionPipeline";
    public const string StableDiffusionXL = "StableDiffusionXLPipeline";
    private readonly Dictionary<string, JsonElement> _members;
    private readonly string _file;

    private ModelIndex(Dictionary<string, JsonElement> members, string file) => (_members, _file) = (members, file);

    public string ClassName => _members.TryGetValue("_class_name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";

    /// <summary>Whether a prompt without negative prompt is contrasted with zeros instead of the empty text.</summary>
    public bool ForceZerosForEmptyPrompt => ClassName == StableDiffusionXL
        && (!_members.TryGetValue("force_zeros_for_empty_prompt", out var value) || value.ValueKind != JsonValueKind.False);

    public static ModelIndex Load(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"{folder}: no model folder; one in the layout of diffusers has a {FileName}.");
        }

        try
        {
            var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(File.ReadAllBytes(file));
            var index = new ModelIndex(members ?? throw new InvalidDataException($"{file}: holds null instead of an object."), file);
            return index.ClassName is StableDiffusion or StableDiffusionXL
                ? index
                : throw new InvalidDataException($"{file}: _class_name '{index.ClassName}' is not supported; {StableDiffusion} or {StableDiffusionXL} is needed.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: not a JSON object: {e.Message}", e);
        }
    }

    /// <summary>Whether the folder has the part; <c>[null, null]</c> says that it has not.</summary>
    public bool Has(string part) => _members.TryGetValue(part, out var entry) && entry.ValueKind == JsonValueKind.Array
        && entry.GetArrayLength() == 2 && entry[1].ValueKind == JsonValueKind.String;

    public void Require(params string[] parts)
    {
        if (parts.FirstOrDefault(part => !Has(part)) is { } missing)
        {
            throw new InvalidDataException($"{_file}: has no {missing}, which a {ClassName} needs.");
        }
    }

    public static void Save(string folder, bool isXL, bool forceZeros, string schedulerClass, IReadOnlyDictionary<string, string?> textParts)
    {
        var members = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["_class_name"] = isXL ? StableDiffusionXL : StableDiffusion,
            ["scheduler"] = new[] { "diffusers", schedulerClass },
            ["unet"] = new[] { "diffusers", nameof(Models.UNet2DConditionModel) },
            ["vae"] = new[] { "diffusers", nameof(Models.AutoencoderKL) },
        };
        if (isXL)
        {
            members["force_zeros_for_empty_prompt"] = forceZeros;
        }

        foreach (var (part, className) in textParts)
        {
            members[part] = className is null ? new string?[] { null, null } : ["transformers", className];
        }

        Models.ReplacedFile.Write(Path.Combine(folder, FileName), JsonSerializer.Serialize(members, s_indented) + "\n");
    }

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };
}
