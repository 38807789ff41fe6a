using InstructEngine.Diffusion.Models;

namespace InstructEngine.Benchmarks;

/// <summary>The shape of Stable Diffusion XL's UNet, for what is counted and not run.</summary>
internal static class StableDiffusionXL
{
    public const int LatentSide = 128;

    public static readonly UNet2DConditionConfig UNet = new()
    {
        SampleSize = LatentSide,
        BlockOutChannels = [320, 640, 1280],
        DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        UpBlockTypes = ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        TransformerLayersPerBlock = new PerBlock([1, 2, 10]),
        AttentionHeadDim = new PerBlock([5, 10, 20]),
        CrossAttentionDim = 2048,
        UseLinearProjection = true,
        AdditionEmbedType = "text_time",
        AdditionTimeEmbedDim = 256,
        ProjectionClassEmbeddingsInputDim = 2816,
    };
}
