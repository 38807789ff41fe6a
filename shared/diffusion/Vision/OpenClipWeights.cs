using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Vision;

/// <summary>
/// A CLIP checkpoint in open_clip's naming (as openai/CLIP's own), seen in transformers': the blocks' joined projections in three, the projections into
/// the shared space transposed.
/// </summary>
internal sealed partial class OpenClipWeights : ISafetensors
{
    private const string Marker = "visual.conv1.weight";
    private static readonly string[] s_projections = ["q_proj", "k_proj", "v_proj"];

    /// <summary>What carries no weight: a mask, and the sizes that openai/CLIP's files state.</summary>
    private static readonly string[] s_ignored = ["attn_mask", "input_resolution", "context_length", "vocab_size"];

    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["positional_embedding"] = "text_model.embeddings.position_embedding.weight",
        ["token_embedding.weight"] = "text_model.embeddings.token_embedding.weight",
        ["ln_final.weight"] = "text_model.final_layer_norm.weight",
        ["ln_final.bias"] = "text_model.final_layer_norm.bias",
        ["logit_scale"] = "logit_scale",
        ["visual.class_embedding"] = "vision_model.embeddings.class_embedding",
        ["visual.positional_embedding"] = "vision_model.embeddings.position_embedding.weight",
        [Marker] = "vision_model.embeddings.patch_embedding.weight",
        ["visual.ln_pre.weight"] = "vision_model.pre_layrnorm.weight",
        ["visual.ln_pre.bias"] = "vision_model.pre_layrnorm.bias",
        ["visual.ln_post.weight"] = "vision_model.post_layernorm.weight",
        ["visual.ln_post.bias"] = "vision_model.post_layernorm.bias",
    };

    private static readonly Dictionary<string, string> s_transposed = new(StringComparer.Ordinal)
    {
        ["text_projection"] = "text_projection.weight",
        ["visual.proj"] = "visual_projection.weight",
    };

    private static readonly Dictionary<string, string> s_parts = new(StringComparer.Ordinal)
    {
        ["ln_1"] = "layer_norm1",
        ["ln_2"] = "layer_norm2",
        ["attn.out_proj"] = "self_attn.out_proj",
        ["mlp.c_fc"] = "mlp.fc1",
        ["mlp.c_proj"] = "mlp.fc2",
    };

    private readonly ISafetensors _file;
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, Func<Tensor, Tensor> Part)> _origins = new(StringComparer.Ordinal);

    private OpenClipWeights(ISafetensors file)
    {
        _file = file;
        foreach (var entry in file.Entries.Values.Where(entry => !s_ignored.Contains(entry.Name, StringComparer.Ordinal)))
            Place(entry);
    }

    public string Path => _file.Path;

    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _entries;

    /// <returns>The file itself where it is in another naming; either way it is the result that is to be disposed of.</returns>
    public static ISafetensors Or(ISafetensors file) => file.Entries.ContainsKey(Marker) ? new OpenClipWeights(file) : file;

    public Tensor Read(string name) => Part(name, _file.Read);

    public Tensor Map(string name) => Part(name, _file.Map);

    public void Dispose() => _file.Dispose();

    private void Place(SafetensorsEntry entry)
    {
        if (s_transposed.TryGetValue(entry.Name, out var transposed))
        {
            Add(transposed, entry, [.. entry.Shape.Reverse()], tensor => tensor.t().contiguous());
            return;
        }

        if (Block().Match(entry.Name) is not { Success: true } block)
        {
            Add(s_names.GetValueOrDefault(entry.Name, entry.Name), entry, entry.Shape, tensor => tensor);
            return;
        }

        var layer = $"{(block.Groups["vision"].Success ? "vision_model" : "text_model")}.encoder.layers.{block.Groups["layer"].Value}";
        var part = block.Groups["part"].Value;
        if (InProjection().Match(part) is { Success: true } joined && entry.Shape.Count > 0 && entry.Shape[0] % s_projections.Length == 0)
        {
            var width = entry.Shape[0] / s_projections.Length;
            foreach (var (place, name) in s_projections.Index())
                Add($"{layer}.self_attn.{name}.{joined.Groups["kind"].Value}", entry, [width, .. entry.Shape.Skip(1)], tensor => tensor.narrow(0, place * width, width));
            return;
        }

        var dot = part.LastIndexOf('.');
        var renamed = dot > 0 && s_parts.TryGetValue(part[..dot], out var own) ? $"{layer}.{own}{part[dot..]}" : entry.Name;
        Add(renamed, entry, entry.Shape, tensor => tensor);
    }

    private void Add(string name, SafetensorsEntry entry, IReadOnlyList<long> shape, Func<Tensor, Tensor> part)
    {
        _entries[name] = entry with { Name = name, Shape = shape };
        _origins[name] = (entry.Name, part);
    }

    private Tensor Part(string name, Func<string, Tensor> read)
    {
        if (!_origins.TryGetValue(name, out var origin))
            throw new SafetensorsException(Path, name, "not in the file.");
        using var scope = NewDisposeScope();
        return origin.Part(read(origin.Name)).MoveToOuterDisposeScope();
    }

    [GeneratedRegex(@"^(?<vision>visual\.)?transformer\.resblocks\.(?<layer>\d+)\.(?<part>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Block();

    [GeneratedRegex(@"^attn\.in_proj_(?<kind>weight|bias)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex InProjection();
}
