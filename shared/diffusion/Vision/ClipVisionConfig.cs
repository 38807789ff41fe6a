using InstructEngine.Diffusion.Models.Clip;

namespace InstructEngine.Diffusion.Vision;

/// <summary>The <c>config.json</c> of a CLIP vision model, with the names and defaults of transformers.</summary>
public sealed record ClipVisionConfig
{
    public IReadOnlyList<string>? Architectures { get; init; }

    public int HiddenSize { get; init; } = 768;

    public int IntermediateSize { get; init; } = 3072;

    /// <summary>The width of the shared space of texts and images.</summary>
    public int ProjectionDim { get; init; } = 512;

    public int NumHiddenLayers { get; init; } = 12;

    public int NumAttentionHeads { get; init; } = 12;

    public int NumChannels { get; init; } = 3;

    /// <summary>Height and width of the images, in pixels.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Height and width of what becomes one token, in pixels.</summary>
    public int PatchSize { get; init; } = 32;

    /// <summary><c>quick_gelu</c> or <c>gelu</c>.</summary>
    public string HiddenAct { get; init; } = "quick_gelu";

    public double LayerNormEps { get; init; } = 1e-5;

    /// <summary>The deviation of fresh patch and position embeddings.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Scales the deviations of fresh weights.</summary>
    public double InitializerFactor { get; init; } = 1.0;

    public string ModelType { get; init; } = "clip_vision_model";

    internal ClipEncoderSpec Encoder =>
        new(HiddenSize, IntermediateSize, NumHiddenLayers, NumAttentionHeads, HiddenAct, LayerNormEps, Causal: false, InitializerFactor);
}
