namespace InstructEngine.Diffusion.Models;

/// <summary>
/// A UNet's <c>config.json</c>, field for field as diffusers names them; the defaults are diffusers', and make the UNet of Stable Diffusion 1.x but for
/// <see cref="CrossAttentionDim"/> (768 there).
/// </summary>
public sealed record UNet2DConditionConfig
{
    /// <summary>Height and width of the latents the model was trained on.</summary>
    public PerBlock? SampleSize { get; init; }

    public int InChannels { get; init; } = 4;

    public int OutChannels { get; init; } = 4;

    public bool CenterInputSample { get; init; }

    public bool FlipSinToCos { get; init; } = true;

    public double FreqShift { get; init; }

    /// <summary>From the highest resolution to the lowest: <c>DownBlock2D</c> or <c>CrossAttnDownBlock2D</c>.</summary>
    public IReadOnlyList<string> DownBlockTypes { get; init; } = ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"];

    public string MidBlockType { get; init; } = "UNetMidBlock2DCrossAttn";

    /// <summary>From the lowest resolution to the highest: <c>UpBlock2D</c> or <c>CrossAttnUpBlock2D</c>.</summary>
    public IReadOnlyList<string> UpBlockTypes { get; init; } = ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"];

    public IReadOnlyList<int> BlockOutChannels { get; init; } = [320, 640, 1280, 1280];

    public PerBlock LayersPerBlock { get; init; } = 2;

    public int DownsamplePadding { get; init; } = 1;

    public double MidBlockScaleFactor { get; init; } = 1;

    public string ActFn { get; init; } = "silu";

    public int NormNumGroups { get; init; } = 32;

    public double NormEps { get; init; } = 1e-5;

    /// <summary>Width of the text's hidden states.</summary>
    public PerBlock CrossAttentionDim { get; init; } = 1280;

    public PerBlock TransformerLayersPerBlock { get; init; } = 1;

    public PerBlock? ReverseTransformerLayersPerBlock { get; init; }

    /// <summary>The <em>number</em> of heads of each level: the name is diffusers', and published checkpoints hold to it.</summary>
    public PerBlock AttentionHeadDim { get; init; } = 8;

    public bool UseLinearProjection { get; init; }

    public bool UpcastAttention { get; init; }

    /// <summary>Null, or <c>text_time</c> for SDXL's <see cref="AddedConditions"/>.</summary>
    public string? AdditionEmbedType { get; init; }

    /// <summary>Width of the embedding of each of the time ids.</summary>
    public int? AdditionTimeEmbedDim { get; init; }

    /// <summary>Width of the pooled text embedding + (number of time ids) · <see cref="AdditionTimeEmbedDim"/>.</summary>
    public int? ProjectionClassEmbeddingsInputDim { get; init; }

    /// <summary>Width of the time embedding; null is four times the first level's width.</summary>
    public int? TimeEmbeddingDim { get; init; }

    public int ConvInKernel { get; init; } = 3;

    public int ConvOutKernel { get; init; } = 3;
}
