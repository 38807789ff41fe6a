using System.Text.Json;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Diffusion.Weights;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Aesthetics;
using InstructEngine.Shared.Tests.Diffusion;
using InstructEngine.Shared.Tests.Scoring.Clip;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.Aesthetics;

public sealed class An_aesthetic_rating : IDisposable
{
    private readonly AestheticFolder _folder = new();

    [Fact]
    public void Is_what_five_linear_layers_make_of_the_embedding_of_length_one()
    {
        using var scorer = AestheticScorer.Load(_folder.Path);
        Assert.Equal(ByHand(scorer.Embed([TinyClipFolder.Image(4)])[0]), scorer.Fit([new("cat", TinyClipFolder.Image(4))])[0], 1e-4);
        Assert.Equal(1, scorer.Embed([TinyClipFolder.Image(4)])[0].Sum(x => x * x), 1e-5);
    }

    [Fact]
    public void Does_not_look_at_the_prompt_and_costs_once_per_image()
    {
        using var scorer = ImageScorers.Load("aesthetic", _folder.Path) as AestheticScorer;
        var image = TinyClipFolder.Image(4);
        var ratings = scorer!.Score([new("cat", image), new("", image), new("tac", TinyClipFolder.Image(5))]);
        Assert.Equal(ratings[0].Values["aesthetic"], ratings[1].Values["aesthetic"]);
        Assert.NotEqual(ratings[0].Values["aesthetic"], ratings[2].Values["aesthetic"]);
        Assert.Empty(scorer.Fit([]));
    }

    [Fact]
    public void Of_bfloat16_is_near()
    {
        using var full = AestheticScorer.Load(_folder.Path);
        using var half = AestheticScorer.Load(_folder.Path, ScalarType.BFloat16);
        var (a, b) = (full.Fit([new("", TinyClipFolder.Image(1))])[0], half.Fit([new("", TinyClipFolder.Image(1))])[0]);
        Assert.InRange(b, a - (0.1 * Math.Abs(a)) - 0.1, a + (0.1 * Math.Abs(a)) + 0.1);
    }

    [Fact]
    public void Needs_no_tokenizer_and_finds_CLIP_in_a_folder_of_its_own()
    {
        File.Delete(_folder["merges.txt"]);
        using var first = AestheticScorer.Load(_folder.Path);
        var expected = first.Fit([new("", TinyClipFolder.Image(1))])[0];
        Directory.CreateDirectory(_folder["clip"]);
        File.Move(_folder["config.json"], _folder["clip/config.json"]);
        File.Move(_folder["model.safetensors"], _folder["clip/model.safetensors"]);
        using var second = AestheticScorer.Load(_folder.Path);
        Assert.Equal(expected, second.Fit([new("", TinyClipFolder.Image(1))])[0]);
        Assert.Equal(["model.safetensors", "sac+logos+ava1-l14-linearMSE.safetensors"], second.WeightHashes.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Is_no_number_where_the_weights_are_none()
    {
        using (var scope = NewDisposeScope())
        {
            using var file = SafetensorsFile.Open(_folder["sac+logos+ava1-l14-linearMSE.safetensors"]);
            var tensors = file.ReadAll();
            tensors["layers.7.bias"].fill_(float.NaN);
            SafetensorsWriter.Write(_folder["aesthetic.safetensors"], tensors);
        }

        File.Delete(_folder["sac+logos+ava1-l14-linearMSE.safetensors"]);
        using var scorer = AestheticScorer.Load(_folder.Path);
        Assert.Equal(double.NaN, scorer.Score([new("cat", TinyClipFolder.Image(1))]).Single().Values["aesthetic"]);
    }

    [Fact, Trait("Category", "Parity")]
    public void Comes_from_a_predictor_of_the_published_shapes()
    {
        using var head = new RewardHead(768);
        var manifest = JsonSerializer.Deserialize<Dictionary<string, long[]>>(File.ReadAllText(GoldenFolder.Require("manifests", "laion-aesthetic-v2-mlp.json")))!;
        var state = ModelWeights.Tensors(head);
        Assert.Equal(manifest.Keys.Order(StringComparer.Ordinal), state.Keys.Order(StringComparer.Ordinal));
        Assert.All(state, parameter => Assert.Equal(manifest[parameter.Key], parameter.Value.shape));
        Assert.Equal(927_969, state.Values.Sum(parameter => parameter.NumberOfElements));
    }

    public void Dispose() => _folder.Dispose();

    private double ByHand(float[] embedding)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(_folder["sac+logos+ava1-l14-linearMSE.safetensors"]);
        var state = embedding.Select(x => (double)x).ToArray();
        foreach (var layer in new[] { 0, 2, 4, 6, 7 })
        {
            var (weight, bias) = (file.Read($"layers.{layer}.weight").data<float>().ToArray(), file.Read($"layers.{layer}.bias").data<float>().ToArray());
            var before = state;
            state = [.. bias.Select((b, row) => b + Enumerable.Range(0, before.Length).Sum(i => weight[(row * before.Length) + i] * before[i]))];
        }

        return Assert.Single(state);
    }
}
