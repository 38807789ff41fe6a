using InstructEngine.Diffusion.Text;

namespace InstructEngine.Diffusion.Vision;

/// <summary>The <c>config.json</c> of a whole CLIP model, with the names and defaults of transformers.</summary>
public sealed record ClipConfig
{
    /// <summary>ViT-H/14 as LAION trained it with open_clip: what HPS v2 and PickScore are made from.</summary>
    public static ClipConfig VitH14 { get; } = new()
    {
        ProjectionDim = 1024,
        TextConfig = new() { HiddenSize = 1024, IntermediateSize = 4096, ProjectionDim = 1024, NumHiddenLayers = 24, NumAttentionHeads = 16, HiddenAct = "gelu" },
        VisionConfig = new()
        {
            HiddenSize = 1280,
            IntermediateSize = 5120,
            ProjectionDim = 1024,
            NumHiddenLayers = 32,
            NumAttentionHeads = 16,
            PatchSize = 14,
            HiddenAct = "gelu",
        },
    };

    public IReadOnlyList<string>? Architectures { get; init; }

    public ClipTextConfig TextConfig { get; init; } = new();

    public ClipVisionConfig VisionConfig { get; init; } = new();

    /// <summary>The width of the shared space; the towers' own <c>projection_dim</c> are not looked at.</summary>
    public int ProjectionDim { get; init; } = 512;

    /// <summary>The natural logarithm of a fresh model's logit scale.</summary>
    public double LogitScaleInitValue { get; init; } = 2.6592;

    public string ModelType { get; init; } = "clip";
}
