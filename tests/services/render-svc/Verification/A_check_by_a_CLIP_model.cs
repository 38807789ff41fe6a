using InstructEngine.Contracts.V1;
using InstructEngine.Demo.Tokens;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.RenderService.Pairs;
using TorchSharp;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Verification;

public sealed class A_check_by_a_CLIP_model : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("clip-score")]
    [InlineData("pick-score")]
    public async Task Judges_pairs_by_its_own_scale_and_records_the_scores(string check)
    {
        WriteClip();
        await using var harness = await StartAsync(check);
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        var scores = harness.Published<ImagePairRendered>() is [var pair]
            ? new PairScores(pair.PreferredImage.OwnScore, pair.PreferredImage.OtherScore, pair.DispreferredImage.OwnScore, pair.DispreferredImage.OtherScore)
            : Assert.Single(harness.Published<ImagePairRejected>()).Scores!;
        Assert.Equal(4, new[] { scores.PreferredOwn, scores.PreferredOther, scores.DispreferredOwn, scores.DispreferredOther }.Distinct().Count());
        Assert.All([scores.PreferredOwn, scores.DispreferredOther], score => Assert.InRange(Math.Abs(score), 1e-6, 100));
    }

    [Fact]
    public async Task Judges_what_the_demo_checker_cannot_read()
    {
        WriteClip();
        await using var harness = await StartAsync("clip-score");
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2) with { Preferred = DemoPairs.Triple(3).Preferred, Base = "an oil painting of a castle" }));
        Assert.DoesNotContain(harness.Published<ImagePairRejected>(), pair => pair.Reason.StartsWith("outside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whose_folder_has_only_pickles_ends_the_run_with_how_to_get_safetensors()
    {
        WriteClip();
        File.Move(_folder.PathOf("clip/model.safetensors"), _folder.PathOf("clip/pytorch_model.bin"));
        await using var harness = await StartAsync("pick-score");
        var failure = Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Contains("rendering.checkModel 'clip' cannot be loaded for rendering.check 'pick-score'", failure.Message);
        Assert.Contains("save_pretrained(folder, safe_serialization=True)", failure.Message);
    }

    [Fact]
    public async Task Whose_folder_is_absent_ends_the_run_with_its_name()
    {
        Directory.CreateDirectory(_folder.PathOf("other"));
        await using var harness = await StartAsync("clip-score");
        Assert.Contains("Model folder 'clip' is not in", Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2))).Message);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ServiceHarness> StartAsync(string check) => RenderBench.StartAsync(
        RenderBench.Rendering with { Check = check, CheckModel = "clip", Margin = 0, Attempts = 1 },
        services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<InstructEngine.RenderService.Renderers.IImageRenderers>(services, new FakeRenderer()),
        models: _folder.PathOf(""));

    private void WriteClip()
    {
        DemoVocabulary.Write(_folder.PathOf("clip/tokenizer"));
        using var model = new CLIPModel(
            new()
            {
                ProjectionDim = 16,
                TextConfig = new()
                {
                    VocabSize = DemoVocabulary.Size,
                    HiddenSize = 16,
                    IntermediateSize = 32,
                    NumHiddenLayers = 2,
                    NumAttentionHeads = 2,
                    MaxPositionEmbeddings = DemoVocabulary.ModelMaxLength,
                    EosTokenId = DemoVocabulary.EndOfTextId,
                },
                VisionConfig = new() { HiddenSize = 16, IntermediateSize = 32, NumHiddenLayers = 2, NumAttentionHeads = 2, ImageSize = 32, PatchSize = 8 },
            },
            new torch.Generator(4));
        model.SavePretrained(_folder.PathOf("clip"));
    }
}
