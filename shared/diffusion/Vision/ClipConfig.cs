using InstructEngine.Diffusion.Text;

namespace InstructEngine.Diffusion.Vision;

/// <summary>The <c>config.json</c> of a whole CLIP model, with the names and defaults of transformers.</summary>
public sealed record ClipConfig
{
    public IReadOnlyList<string>? Architectures { get; init; }

    public ClipTextConfig TextConfig { get; init; } = new();

    public ClipVisionConfig VisionConfig { get; init; } = new();

    /// <summary>The width of the shared space; the towers' own <c>projection_dim</c> are not looked at.</summary>
    public int ProjectionDim { get; init; } = 512;

    /// <summary>The natural logarithm of a fresh model's logit scale.</summary>
    public double LogitScaleInitValue { get; init; } = 2.6592;

    public string ModelType { get; init; } = "clip";
}
