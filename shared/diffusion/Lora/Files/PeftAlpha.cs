using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.Diffusion.Weights;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>
/// Peft's naming has no place for alpha, so it may be noted elsewhere: in <c>adapter_config.json</c> beside a file that peft wrote without a pipeline, or
/// in the metadata <c>lora_adapter_metadata</c> of newer releases of diffusers.
/// </summary>
internal sealed class PeftAlpha
{
    private const string ConfigName = "adapter_config.json", MetadataName = "lora_adapter_metadata";
    private readonly string _source;
    private readonly JsonObject _json;
    private readonly bool _ofPipeline;

    private PeftAlpha(string source, string text, bool ofPipeline)
    {
        (_source, _ofPipeline) = (source, ofPipeline);
        try
        {
            _json = JsonNode.Parse(text) as JsonObject ?? throw new SafetensorsException(source, null, "peft's settings are not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new SafetensorsException(source, null, $"peft's settings are not JSON: {e.Message}", e);
        }
    }

    public static PeftAlpha? InMetadata(SafetensorsFile file) =>
        file.Metadata.TryGetValue(MetadataName, out var text) ? new(file.Path, text, ofPipeline: true) : null;

    public static PeftAlpha? Beside(SafetensorsFile file)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.Path))!, ConfigName);
        return File.Exists(path) ? new(path, File.ReadAllText(path), ofPipeline: false) : null;
    }

    /// <summary>Null where none is noted. With rank stabilisation (arXiv 2312.03732) the change is alpha/√rank · B·A.</summary>
    public double? Of(LoraComponent component, long rank)
    {
        var prefix = _ofPipeline ? LoraNames.Prefix(component) : "";
        if (_json[prefix + "alpha_pattern"] is JsonObject { Count: > 0 })
            throw new SafetensorsException(_source, prefix + "alpha_pattern", "alphas by layer are not supported here; save the LoRA with kohya's names.");
        if (_json[prefix + "lora_alpha"] is not { } noted)
            return null;
        var alpha = noted.GetValueKind() == JsonValueKind.Number ? noted.GetValue<double>() : double.NaN;
        if (!double.IsFinite(alpha) || alpha <= 0)
            throw new SafetensorsException(_source, prefix + "lora_alpha", $"is {noted.ToJsonString()}; it must be a positive number.");
        return _json[prefix + "use_rslora"]?.GetValueKind() == JsonValueKind.True ? alpha * Math.Sqrt(rank) : alpha;
    }
}
