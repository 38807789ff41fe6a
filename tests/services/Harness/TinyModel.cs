using InstructEngine.Demo.Tokens;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Diffusion.Text;
using static TorchSharp.torch;

namespace InstructEngine.Services.Tests.Harness;

/// <summary>A model folder of the demo model's form with small random weights: 32 px pictures, SDXL's pooled text path.</summary>
internal static class TinyModel
{
    private const int TextWidth = 16;
    private const int TimeIdWidth = 4;

    public static SchedulerConfig Scheduler { get; } = new()
    {
        BetaStart = 0.00085,
        BetaEnd = 0.012,
        BetaSchedule = "scaled_linear",
        RescaleBetasZeroSnr = true,
        PredictionType = "v_prediction",
        TimestepSpacing = "trailing",
        ClipSample = false,
        SetAlphaToOne = true,
    };

    /// <summary>The same seed gives the same weights.</summary>
    public static void Write(string folder, int seed)
    {
        TorchRuntime.EnsureLoaded();
        DemoVocabulary.Write(Path.Combine(folder, "tokenizer_2"));
        using var generator = new Generator((ulong)seed, CPU);
        var text = new CLIPTextModelWithProjection(new ClipTextConfig
        {
            VocabSize = DemoVocabulary.Size,
            HiddenSize = TextWidth,
            IntermediateSize = 32,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            MaxPositionEmbeddings = DemoVocabulary.ModelMaxLength,
            ProjectionDim = TextWidth,
            EosTokenId = DemoVocabulary.EndOfTextId,
            HiddenAct = "gelu",
        });
        var (unet, vae) = (UNet(), new AutoencoderKL(new AutoencoderKLConfig { BlockOutChannels = [8, 8, 8], LayersPerBlock = 1, NormNumGroups = 4 }));
        foreach (var module in new nn.Module[] { text, unet, vae })
        {
            Randomise(module, generator);
        }

        var tokenizer = ClipTokenizer.FromPretrained(Path.Combine(folder, "tokenizer_2"));
        using var pipeline = new TextToImagePipeline(unet, vae, null, new TextEncoding(tokenizer, text), Scheduler);
        pipeline.SavePretrained(folder);
    }

    public static UNet2DConditionModel UNet() => new(new UNet2DConditionConfig
    {
        SampleSize = 8,
        BlockOutChannels = [8, 16],
        LayersPerBlock = 1,
        NormNumGroups = 4,
        CrossAttentionDim = TextWidth,
        AttentionHeadDim = 2,
        DownBlockTypes = ["DownBlock2D", "CrossAttnDownBlock2D"],
        UpBlockTypes = ["CrossAttnUpBlock2D", "UpBlock2D"],
        AdditionEmbedType = "text_time",
        AdditionTimeEmbedDim = TimeIdWidth,
        ProjectionClassEmbeddingsInputDim = TextWidth + (6 * TimeIdWidth),
    });

    public static void Randomise(nn.Module module, Generator generator)
    {
        using var noGrad = no_grad();
        foreach (var (name, parameter) in module.named_parameters().OrderBy(entry => entry.name, StringComparer.Ordinal))
        {
            var isNorm = name.Contains("norm", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal);
            parameter.normal_(isNorm ? 1 : 0, 0.1, generator);
        }
    }
}
