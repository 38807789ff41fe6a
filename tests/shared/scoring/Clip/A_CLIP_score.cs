using InstructEngine.Diffusion.Text;
using InstructEngine.Diffusion.Vision;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Clip;
using TorchSharp;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Scoring.Clip;

public sealed class A_CLIP_score : IDisposable
{
    private readonly TinyClipFolder _folder = new();

    [Fact]
    public void Is_a_hundred_times_the_cosine_of_image_and_prompt()
    {
        using var scorer = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path);
        var scores = scorer.Fit([new("cat", TinyClipFolder.Image(1)), new("a cat tac", TinyClipFolder.Image(2))]);
        Assert.Equal(Direct("cat", 1, pick: false), scores[0], 1e-4);
        Assert.Equal(Direct("a cat tac", 2, pick: false), scores[1], 1e-4);
        Assert.All(scores, score => Assert.InRange(score, -100, 100));
    }

    [Fact]
    public void Of_PickScore_has_the_models_own_scale()
    {
        using var scorer = ImageScorers.Load("pick-score", _folder.Path) as ClipScorer;
        Assert.Equal(Direct("cat", 1, pick: true), scorer!.Fit([new("cat", TinyClipFolder.Image(1))])[0], 1e-5);
        var shown = scorer.Score([new("cat", TinyClipFolder.Image(1))]).Single();
        Assert.Equal(scorer.Fit([new("cat", TinyClipFolder.Image(1))])[0], shown.Values[scorer.Scorers[0].Name]);
    }

    [Fact]
    public void Is_the_same_alone_and_among_many()
    {
        using var scorer = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path);
        ScoredImage[] many = [.. Enumerable.Range(0, 40).Select(i => new ScoredImage(i % 3 == 0 ? "cat" : $"a{new string('t', i % 5)}", TinyClipFolder.Image(i / 2, 8 + (i % 7))))];
        var together = scorer.Fit(many);
        for (var i = 0; i < many.Length; i++)
            Assert.Equal(scorer.Fit([many[i]])[0], together[i], 1e-4);
        Assert.Empty(scorer.Fit([]));
    }

    [Fact]
    public void Of_a_crossed_pair_embeds_each_image_and_prompt_once()
    {
        using var scorer = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path);
        var (one, two) = (TinyClipFolder.Image(1), TinyClipFolder.Image(2));
        var crossed = scorer.Fit([new("cat", one), new("tac", one), new("tac", two), new("cat", two)]);
        Assert.Equal([Direct("cat", 1, false), Direct("tac", 1, false), Direct("tac", 2, false), Direct("cat", 2, false)], crossed, (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(4, crossed.Distinct().Count());
    }

    [Fact]
    public void In_bfloat16_stays_near()
    {
        using var full = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path);
        using var half = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path, ScalarType.BFloat16);
        ScoredImage[] images = [.. Enumerable.Range(0, 4).Select(i => new ScoredImage("a cat", TinyClipFolder.Image(i)))];
        Assert.All(full.Fit(images).Zip(half.Fit(images)), pair => Assert.InRange(pair.Second, pair.First - 3, pair.First + 3));
    }

    [Fact]
    public void Comes_from_many_threads_at_once()
    {
        using var scorer = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path);
        var expected = Enumerable.Range(0, 8).Select(i => scorer.Fit([new("cat", TinyClipFolder.Image(i))])[0]).ToArray();
        Parallel.For(0, 64, i => Assert.Equal(expected[i % 8], scorer.Fit([new("cat", TinyClipFolder.Image(i % 8))])[0]));
    }

    [Fact]
    public void Has_no_word_for_a_thread_of_an_image()
    {
        using var scorer = ClipScorer.Load(ClipScorer.ClipScore, _folder.Path);
        Assert.Contains("1 x 101", scorer.WhyNot(TinyClipFolder.Image(1, 1, 101)), StringComparison.Ordinal);
        Assert.Null(scorer.WhyNot(TinyClipFolder.Image(1)));
        Assert.Null(scorer.WhyNot("whatever \0 may be said"));
        Assert.Throws<ArgumentException>(() => scorer.Fit([new("cat", TinyClipFolder.Image(1, 1, 101))]));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Without the scorer: the model's own logits.</summary>
    private double Direct(string prompt, int image, bool pick)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var model = CLIPModel.FromPretrained(_folder.Path);
        var pixels = new CLIPImageProcessor { Size = 8 }.Process([TinyClipFolder.Image(image)]);
        var output = model.call(ClipTokenizer.FromPretrained(_folder.Path).Encode([prompt]), pixels);
        return pick ? output.LogitsPerImage.ToDouble() : 100 * (output.ImageEmbeds * output.TextEmbeds).sum().ToDouble();
    }
}
