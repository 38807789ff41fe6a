using InstructEngine.Cli.Pretraining;
using InstructEngine.Demo.Tokens;
using InstructEngine.Diffusion;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Pipelines;
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
            DemoArchitecture.Scheduler, forceZerosForEmptyPrompt: true);
        pipeline.SavePretrained(folder);
    }

    private static AutoencoderKLConfig Autoencoder { get; } = DemoArchitecture.Autoencoder with { BlockOutChannels = [8, 8, 8], NormNumGroups = 4 };

    private static UNet2DConditionConfig Unet { get; } = DemoArchitecture.Unet with
    {
        BlockOutChannels = [8, 16],
        CrossAttentionDim = Width,
        AttentionHeadDim = 2,
        NormNumGroups = 4,
        AdditionTimeEmbedDim = 4,
        ProjectionClassEmbeddingsInputDim = Width + (6 * 4),
    };

    private static ClipTextConfig Text(ClipTokenizer tokenizer) =>
        DemoArchitecture.TextEncoder(tokenizer.VocabSize, tokenizer.BosTokenId, tokenizer.EosTokenId, tokenizer.ModelMaxLength) with
        {
            HiddenSize = Width,
            IntermediateSize = 2 * Width,
            NumHiddenLayers = 2,
            NumAttentionHeads = 2,
            ProjectionDim = Width,
        };
}
