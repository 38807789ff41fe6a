using System.Text.Json;

namespace InstructEngine.Diffusion.Text;

/// <summary>The <c>config.json</c> of a CLIP text model, with the names and defaults of transformers.</summary>
public sealed record ClipTextConfig
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public IReadOnlyList<string>? Architectures { get; init; }
    public int VocabSize { get; init; } = 49408;
    public int HiddenSize { get; init; } = 512;
    public int IntermediateSize { get; init; } = 2048;
    public int ProjectionDim { get; init; } = 512;
    public int NumHiddenLayers { get; init; } = 12;
    public int NumAttentionHeads { get; init; } = 8;
    public int MaxPositionEmbeddings { get; init; } = 77;

    /// <summary><c>quick_gelu</c> or <c>gelu</c>.</summary>
    public string HiddenAct { get; init; } = "quick_gelu";
    public double LayerNormEps { get; init; } = 1e-5;
    public double InitializerFactor { get; init; } = 1.0;
    public int BosTokenId { get; init; }

    /// <summary>2 (what the first published configurations say, wrongly) means: pool at the highest id.</summary>
    public int EosTokenId { get; init; } = 2;
    public string ModelType { get; init; } = "clip_text_model";

    /// <exception cref="InvalidDataException">The file is missing, not JSON, or holds a value no model can have.</exception>
    public static ClipTextConfig Load(string file)
    {
        try
        {
            var config = JsonSerializer.Deserialize<ClipTextConfig>(File.ReadAllBytes(file), Json)
                ?? throw new InvalidDataException($"{file}: holds null instead of a text model's configuration.");
            config.Validate(file);
            return config;
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{file}: not a readable text model configuration: {e.Message}", e);
        }
    }

    public void Save(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Json) + "\n");

    internal void Validate(string source)
    {
        RequirePositive(VocabSize, "vocab_size");
        RequirePositive(HiddenSize, "hidden_size");
        RequirePositive(IntermediateSize, "intermediate_size");
        RequirePositive(ProjectionDim, "projection_dim");
        RequirePositive(NumHiddenLayers, "num_hidden_layers");
        RequirePositive(NumAttentionHeads, "num_attention_heads");
        RequirePositive(MaxPositionEmbeddings, "max_position_embeddings");
        if (HiddenSize % NumAttentionHeads != 0)
        {
            throw new InvalidDataException(
                $"{source}: num_attention_heads {NumAttentionHeads} does not divide hidden_size {HiddenSize}.");
        }

        if (!(LayerNormEps > 0))
        {
            throw new InvalidDataException($"{source}: layer_norm_eps is {LayerNormEps}, a number above 0 is needed.");
        }

        ClipActivation.Parse(HiddenAct, source);

        void RequirePositive(int value, string field)
        {
            if (value <= 0)
            {
                throw new InvalidDataException($"{source}: {field} is {value}, a number above 0 is needed.");
            }
        }
    }
}
