using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;

namespace InstructEngine.Cli.Pretraining;

/// <summary>The demo model: SDXL's parts at toy size, for 32 × 32 pictures and latents of [4, 8, 8].</summary>
internal static class DemoArchitecture
{
    private const int TextWidth = 64;
    private const int TimeIdWidth = 8;

    public static AutoencoderKLConfig Autoencoder { get; } = new()
    {
        BlockOutChannels = [16, 32, 64],
        DownBlockTypes = ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
        UpBlockTypes = ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
        LayersPerBlock = 1,
        LatentChannels = 4,
        NormNumGroups = 8,
        SampleSize = 32,
    };

    /// <summary>
    /// Attention only at the lower resolution. The pooled text embedding is added to the time embedding as in SDXL:
    /// without it a model of this size does not learn colours.
    /// </summary>
    public static UNet2DConditionConfig Unet { get; } = new()
    {
        SampleSize = 8,
        InChannels = 4,
        OutChannels = 4,
        BlockOutChannels = [48, 96],
        DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D"],
        UpBlockTypes = ["CrossAttnUpBlock2D", "UpBlock2D"],
        LayersPerBlock = 1,
        CrossAttentionDim = TextWidth,
        AttentionHeadDim = 4,
        NormNumGroups = 16,
        UseLinearProjection = true,
        AdditionEmbedType = "text_time",
        AdditionTimeEmbedDim = TimeIdWidth,
        ProjectionClassEmbeddingsInputDim = TextWidth + (6 * TimeIdWidth),
    };

    public static ClipTextConfig TextEncoder(int vocabSize, int bosTokenId, int eosTokenId, int modelMaxLength) => new()
    {
        VocabSize = vocabSize,
        HiddenSize = TextWidth,
        IntermediateSize = 2 * TextWidth,
        NumHiddenLayers = 3,
        NumAttentionHeads = 4,
        MaxPositionEmbeddings = modelMaxLength,
        ProjectionDim = TextWidth,
        HiddenAct = "gelu",
        BosTokenId = bosTokenId,
        EosTokenId = eosTokenId,
    };

    /// <summary>Zero terminal SNR with v-prediction: a flat background's mean has to come out of pure noise.</summary>
    public static SchedulerConfig Scheduler { get; } = new()
    {
        ClassName = "DDIMScheduler",
        BetaSchedule = "scaled_linear",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        RescaleBetasZeroSnr = true,
        PredictionType = "v_prediction",
        TimestepSpacing = "trailing",
        ClipSample = false,
        SetAlphaToOne = true,
    };
}
