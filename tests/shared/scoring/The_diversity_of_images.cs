using InstructEngine.Scoring;
using InstructEngine.Scoring.Clip;
using InstructEngine.Shared.Tests.Scoring.Clip;

namespace InstructEngine.Shared.Tests.Scoring;

public sealed class The_diversity_of_images
{
    [Fact]
    public void Is_the_mean_of_one_minus_cosine_over_pairs()
    {
        // Pairs: 1 and 1 at right angles to the third, 0 between the first two.
        Assert.Equal((0.0 + 1 + 1) / 3, Diversity.Of([[1, 0], [1, 0], [0, 1]]), 1e-12);
        Assert.Equal(2, Diversity.Of([[1, 0], [-1, 0]]), 1e-12);
    }

    [Fact]
    public void Of_one_image_is_no_number_and_neither_is_that_of_a_failed_one()
    {
        Assert.Equal(double.NaN, Diversity.Of([[1f]]));
        Assert.Equal(double.NaN, Diversity.Of([[1f], [float.NaN]]));
        Assert.Throws<ArgumentException>(() => Diversity.Of([[1f], [1f, 0f]]));
    }

    [Fact]
    public void Is_taken_over_the_images_of_each_prompt()
    {
        using var folder = new TinyClipFolder();
        using var scorer = ClipScorer.Load(ClipScorer.ClipScore, folder.Path);
        var same = TinyClipFolder.Image(1);
        var diversity = Diversity.Of(scorer, [new("one", same), new("two", same), new("one", TinyClipFolder.Image(2)), new("two", same), new("three", same)]);
        Assert.Equal(["one", "two"], diversity.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, diversity["two"], 1e-6);
        var embeds = scorer.Embed([same, TinyClipFolder.Image(2)]);
        Assert.All(embeds, embed => Assert.Equal(1, embed.Sum(x => x * x), 1e-5));
        Assert.Equal(1 - embeds[0].Zip(embeds[1], (a, b) => (double)a * b).Sum(), diversity["one"], 1e-6);
        Assert.True(diversity["one"] > 1e-4);
    }
}
