using InstructEngine.Services.Tests.Harness;
using InstructEngine.TaxonomyService.TextSampling;
using Xunit;

namespace InstructEngine.Services.Tests.Taxonomy.TextSampling;

public class The_sample
{
    [Fact]
    public void Is_the_same_for_the_same_seed_and_another_for_another()
    {
        var spec = Specs.Corpus with { SampleSize = 50 };
        var corpus = Fashionable(500);

        var first = Corpora.Sample(corpus, spec: spec, seed: 1).Lines().ToList();

        Assert.Equal(50, first.Count);
        Assert.Equal(first, Corpora.Sample(corpus, spec: spec, seed: 1).Lines());
        Assert.NotEqual(first, Corpora.Sample(corpus, spec: spec, seed: 2).Lines());
    }

    [Fact]
    public void Has_the_rare_subjects_that_a_fashion_would_crowd_out()
    {
        // 900 prompts of one fashion, and 20 subjects of five prompts each.
        var fashion = Enumerable.Range(0, 900).Select(i => $"portrait of warrior {Number(i)} {Number(i * 31)} by the same famous painter");
        var rare = Enumerable.Range(0, 100).Select(i => $"{Rare[i % 20]} {Number(i * 17)} seen from {Number(i * 13)}");

        var sample = Corpora.Sample(string.Join('\n', fashion.Concat(rare)), spec: Specs.Corpus with { SampleSize = 200 });

        var subjects = Rare.Count(subject => sample.Texts().Any(text => text.StartsWith(subject, StringComparison.Ordinal)));
        Assert.InRange(subjects, 19, 20);
    }

    [Fact]
    public void Points_at_its_lines()
    {
        var lines = Fashionable(300).Split('\n');

        var sample = Corpora.Sample(string.Join('\n', lines), spec: Specs.Corpus with { SampleSize = 40 });

        Assert.All(sample.Prompts, prompt => Assert.Equal(lines[prompt.Line - 1], prompt.Text));
        Assert.Equal(sample.Lines().Order(), sample.Lines());
    }

    [Fact]
    public void Comes_from_a_pool_that_stays_within_its_bounds()
    {
        var pool = new CandidatePool(100, seed: 3);
        for (var i = 0; i < 1000; i++)
            Assert.True(pool.Offer(new(i + 1, $"prompt {i}", $"prompt {i}")));

        Assert.False(pool.Offer(new(1001, "prompt 5", "prompt 5")));
        Assert.Equal(900, pool.Overflow);
        Assert.Equal(100, pool.ByLine().Count());
        Assert.InRange(pool.ByLine().Average(candidate => candidate.Line), 350, 650);
    }

    private static readonly string[] Rare =
        ["kettle", "violin", "anchor", "lantern", "cactus", "harvest", "tunnel", "saddle", "chimney", "turnip",
         "glacier", "pebble", "thimble", "orchard", "bellows", "compass", "trellis", "wharf", "quarry", "satchel"];

    private static string Fashionable(int count) => string.Join('\n', Enumerable.Range(0, count).Select(i => $"{Number(i)} and {Number(i * 37)} beside {Number(i * 101)}"));

    private static string Number(int value) =>
        string.Concat("bdfgklmnprstvz"[value % 14], "aeiou"[value / 14 % 5], "lmnrst"[value / 70 % 6], "aeiou"[value / 420 % 5], "knt"[value % 3]);
}
