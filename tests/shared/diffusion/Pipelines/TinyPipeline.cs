using System.Text.Json;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Pipelines;

/// <summary>A pipeline with random weights of the demo model's form: second text encoder alone, zero terminal SNR, factor 4.</summary>
internal static class TinyPipeline
{
    private static readonly string[] Words = ["a</w>", "red</w>", "square</w>", "<|startoftext|>", "<|endoftext|>"];

    public static SchedulerConfig Scheduler => new()
    {
        ClassName = "DDIMScheduler",
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        BetaSchedule = "scaled_linear",
        RescaleBetasZeroSnr = true,
        PredictionType = "v_prediction",
        TimestepSpacing = "trailing",
        ClipSample = false,
        SetAlphaToOne = true,
    };

    public static TextToImagePipeline Create()
    {
        random.manual_seed(3);
        var unet = new UNet2DConditionModel(new UNet2DConditionConfig
        {
            SampleSize = 4,
            BlockOutChannels = [8, 16],
            LayersPerBlock = 1,
            NormNumGroups = 4,
            CrossAttentionDim = 16,
            AttentionHeadDim = 2,
            DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D"],
            UpBlockTypes = ["CrossAttnUpBlock2D", "UpBlock2D"],
            AdditionEmbedType = "text_time",
            AdditionTimeEmbedDim = 8,
            ProjectionClassEmbeddingsInputDim = 12 + 6 * 8,
        });
        var vae = new AutoencoderKL(new AutoencoderKLConfig { BlockOutChannels = [8, 8, 8], LayersPerBlock = 1, NormNumGroups = 4 });
        var text = new CLIPTextModelWithProjection(new ClipTextConfig
        {
            VocabSize = Words.Length,
            HiddenSize = 16,
            IntermediateSize = 32,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            MaxPositionEmbeddings = 8,
            ProjectionDim = 12,
            EosTokenId = 4,
        });
        unet.eval();
        vae.eval();
        text.eval();
        return new TextToImagePipeline(unet, vae, null, new TextEncoding(Tokenizer(), text), Scheduler);
    }

    private static ClipTokenizer Tokenizer()
    {
        var folder = Directory.CreateTempSubdirectory("tokenizer").FullName;
        var ids = Words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id);
        File.WriteAllText(Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(ids));
        File.WriteAllText(Path.Combine(folder, "merges.txt"), "#version: 0.2\n");
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{ "model_max_length": 8 }""");
        var tokenizer = ClipTokenizer.FromPretrained(folder);
        Directory.Delete(folder, recursive: true);
        return tokenizer;
    }
}
