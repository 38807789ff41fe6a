using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Clip;
using InstructEngine.Shared.Tests.Diffusion.Vision;
using InstructEngine.Shared.Tests.Scoring.Clip;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.Hps;

public sealed class An_HPS_score : IDisposable
{
    private readonly TinyClipFolder _folder = new();

    [Fact]
    public void Is_a_hundred_times_the_cosine_with_the_whole_picture()
    {
        File.Move(_folder["model.safetensors"], _folder["HPS_v2.1_compressed.safetensors"]);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var scorer = ClipScorer.Load(ClipScorer.HpsV21, _folder.Path);
        using var model = CLIPModel.FromWeights(_folder["HPS_v2.1_compressed.safetensors"], CLIPModel.ReadConfig(_folder.Path));
        var output = model.call(ClipTokenizer.FromPretrained(_folder.Path).Encode(["a cat"]), new PaddedImageProcessor { Size = 8 }.Process([TinyClipFolder.Image(3)]));
        var score = scorer.Score([new("a cat", TinyClipFolder.Image(3))]).Single().Values["hps-v2.1"];
        Assert.Equal(100 * (output.ImageEmbeds * output.TextEmbeds).sum().ToDouble(), score, 1e-4);
        Assert.Equal("25.3", scorer.Scorers.Single().Format(25.31));

        // Which cuts off the sides.
        var cut = model.EmbedImages(new CLIPImageProcessor { Size = 8 }.Process([TinyClipFolder.Image(3)]));
        Assert.NotEqual(100 * (cut * output.TextEmbeds).sum().ToDouble(), score, 1e-3);
    }

    [Fact]
    public void Is_the_same_from_the_authors_naming()
    {
        File.Copy(_folder["model.safetensors"], _folder["HPS_v2.1.safetensors"]);
        using var ours = ImageScorers.Load("hps-v2.1", _folder.Path) as ClipScorer;
        var expected = ours!.Fit([new("cat", TinyClipFolder.Image(1))])[0];
        using (var model = CLIPModel.FromPretrained(_folder.Path))
            OpenClipFile.Write(model, _folder["HPS_v2.1_compressed.safetensors"]);
        using var theirs = ImageScorers.Load("hps-v2.1", _folder.Path) as ClipScorer;
        Assert.Equal(expected, theirs!.Fit([new("cat", TinyClipFolder.Image(1))])[0], 1e-5);
        Assert.Equal(["HPS_v2.1_compressed.safetensors"], theirs.WeightHashes.Keys);
        Assert.Equal(64, theirs.WeightHashes.Values.Single().Length);
    }

    public void Dispose() => _folder.Dispose();
}
