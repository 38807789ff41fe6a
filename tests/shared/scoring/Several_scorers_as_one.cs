using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;
using InstructEngine.Shared.Tests.Scoring.Clip;

namespace InstructEngine.Shared.Tests.Scoring;

public sealed class Several_scorers_as_one
{
    private static readonly ScoredImage[] Images = [new("cat", TinyClipFolder.Image(1)), new("dog", TinyClipFolder.Image(2))];

    [Fact]
    public void Give_every_figure_of_every_image_in_order()
    {
        using var both = new CombinedScorer([new Fixed("one", 1), new Fixed("two", 2)]);
        Assert.Equal("one+two", both.Name);
        Assert.Equal(["one", "two"], both.Scorers.Select(scorer => scorer.Name));
        Assert.Equal([1.0, 10.0], both.Fit(Images));
        var scores = both.Score(Images);
        Assert.Equal([(1.0, 2.0), (10.0, 20.0)], scores.Select(score => (score.Values["one"], score.Values["two"])));
        Assert.Equal(["one", "two"], scores[0].Findings.Select(finding => finding.Attribute));
    }

    [Fact]
    public void Let_through_what_is_not_a_number()
    {
        using var both = new CombinedScorer([new Fixed("one", double.NaN), new Fixed("two", 2)]);
        Assert.Equal([(double.NaN, 2.0), (double.NaN, 20.0)], both.Score(Images).Select(score => (score.Values["one"], score.Values["two"])));
    }

    [Fact]
    public void Judge_only_what_all_of_them_can()
    {
        using var both = new CombinedScorer([new Fixed("one", 1), new Fixed("two", 2, refused: "dog")]);
        Assert.Null(both.WhyNot("cat"));
        Assert.Equal("two cannot judge 'dog'", both.WhyNot("dog"));
        Assert.Equal("two: too small", both.WhyNot(TinyClipFolder.Image(1, 1, 1)));
    }

    [Fact]
    public void Must_differ_in_name_and_be_there()
    {
        Assert.Contains("Two scorers measure 'one'", Assert.Throws<ArgumentException>(() => new CombinedScorer([new Fixed("one", 1), new Fixed("one", 2)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CombinedScorer([]));
    }

    /// <summary>The n-th image gets its value times 10 to the n-th.</summary>
    private sealed class Fixed(string name, double value, string? refused = null) : IImageScorer
    {
        public string Name => name;

        public IReadOnlyList<ScorerDescription> Scorers { get; } = [new(name, "fixed")];

        public bool UsesDevice => false;

        public string? WhyNot(string prompt) => prompt == refused ? $"{name} cannot judge '{prompt}'" : null;

        public string? WhyNot(RgbImage image) => refused is not null && image.Width < 2 ? $"{name}: too small" : null;

        public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images) => [.. images.Select((_, i) => value * Math.Pow(10, i))];

        public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images) =>
            [.. Fit(images).Select(fit => new ImageScores(new Dictionary<string, double> { [name] = fit }, [new(name, "a", "b", false)]))];
    }
}
