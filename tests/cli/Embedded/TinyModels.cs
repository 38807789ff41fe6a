using InstructEngine.Demo.Tokens;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Cli.Tests.Embedded;

/// <summary>A model of the demo's kind with random weights: it draws noise, but everything runs as with a real one.</summary>
internal static class TinyModels
{
    private const int Width = 16;

    public static void Write(string folder)
    {
        // A thread keeps the number of threads that its first operation found: one, or sums here would be split otherwise than in a real run.
        TorchRuntime.SetThreads(1);
        manual_seed(1);
        var vocabulary = Path.Combine(folder, "tokenizer_2");
        DemoVocabulary.Write(vocabulary);
        var tokenizer = ClipTokenizer.FromPretrained(vocabulary);
        using var pipeline = new TextToImagePipeline(
            new UNet2DConditionModel(Unet), new AutoencoderKL(Autoencoder), textEncoding: null, new TextEncoding(tokenizer, new CLIPTextModelWithProjection(Text(tokenizer))),
            Scheduler, forceZerosForEmptyPrompt: true);
        pipeline.SavePretrained(folder);
    }

    private static AutoencoderKLConfig Autoencoder { get; } = new()
    {
        BlockOutChannels = [8, 8, 8],
        DownBlockTypes = ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D"],
        UpBlockTypes = ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D"],
        LayersPerBlock = 1,
        LatentChannels = 4,
        NormNumGroups = 4,
        SampleSize = 32,
    };

    private static UNet2DConditionConfig Unet { get; } = new()
    {
        SampleSize = 8,
        InChannels = 4,
        OutChannels = 4,
        BlockOutChannels = [8, 16],
        DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D"],
        UpBlockTypes = ["CrossAttnUpBlock2D", "UpBlock2D"],
        LayersPerBlock = 1,
        CrossAttentionDim = Width,
        AttentionHeadDim = 2,
        NormNumGroups = 4,
        UseLinearProjection = true,
        AdditionEmbedType = "text_time",
        AdditionTimeEmbedDim = 4,
        ProjectionClassEmbeddingsInputDim = Width + (6 * 4),
    };

    private static SchedulerConfig Scheduler { get; } = new()
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

    private static ClipTextConfig Text(ClipTokenizer tokenizer) => new()
    {
        VocabSize = tokenizer.VocabSize,
        HiddenSize = Width,
        IntermediateSize = 2 * Width,
        NumHiddenLayers = 2,
        NumAttentionHeads = 2,
        MaxPositionEmbeddings = tokenizer.ModelMaxLength,
        ProjectionDim = Width,
        HiddenAct = "gelu",
        BosTokenId = tokenizer.BosTokenId,
        EosTokenId = tokenizer.EosTokenId,
    };
}
