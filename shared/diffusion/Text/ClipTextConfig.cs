using InstructEngine.Diffusion.Models.Clip;

namespace InstructEngine.Diffusion.Text;

/// <summary>The <c>config.json</c> of a CLIP text model, with the names and defaults of transformers.</summary>
public sealed record ClipTextConfig
{
    public IReadOnlyList<string>? Architectures { get; init; }

    public int VocabSize { get; init; } = 49408;

    public int HiddenSize { get; init; } = 512;

    public int IntermediateSize { get; init; } = 2048;

    /// <summary>The width of the shared space of texts and images.</summary>
    public int ProjectionDim { get; init; } = 512;

    public int NumHiddenLayers { get; init; } = 12;

    public int NumAttentionHeads { get; init; } = 8;

    /// <summary>The most tokens a text can have.</summary>
    public int MaxPositionEmbeddings { get; init; } = 77;

    /// <summary><c>quick_gelu</c> or <c>gelu</c>.</summary>
    public string HiddenAct { get; init; } = "quick_gelu";

    public double LayerNormEps { get; init; } = 1e-5;

    /// <summary>Scales the deviations of fresh weights.</summary>
    public double InitializerFactor { get; init; } = 1.0;

    public int BosTokenId { get; init; }

    /// <summary>2 (what the first published configurations say, wrongly) means: pool at the highest id.</summary>
    public int EosTokenId { get; init; } = 2;

    public string ModelType { get; init; } = "clip_text_model";

    internal ClipEncoderSpec Encoder =>
        new(HiddenSize, IntermediateSize, NumHiddenLayers, NumAttentionHeads, HiddenAct, LayerNormEps, Causal: true, InitializerFactor);
}
