using InstructEngine.Benchmarks.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.Benchmarks.Alignment;

public class The_two_level_bootstrap
{
    private static readonly double[] Alternating = [.. Enumerable.Range(0, 400).Select(i => (double)(i % 2))];

    [Fact]
    public void Sees_no_difference_between_a_model_and_itself()
    {
        var difference = TwoLevelBootstrap.Of([Alternating, Alternating], [Alternating, Alternating], 200);

        Assert.Equal((0, 0, 0), (difference.Mean, difference.Interval.Low, difference.Interval.High));
        Assert.False(difference.Interval.ExcludesZero);
    }

    [Fact]
    public void Is_as_wide_as_theory_says_for_prompts_of_one_seed()
    {
        // A share of a half over 400 prompts has a standard error of 0.025.
        var difference = TwoLevelBootstrap.Of([Alternating], [new double[400]], 4000);

        Assert.Equal(0.5, difference.Mean, 12);
        Assert.Equal(0.5 - (1.96 * 0.025), difference.Interval.Low, 0.006);
        Assert.Equal(0.5 + (1.96 * 0.025), difference.Interval.High, 0.006);
    }

    [Fact]
    public void Widens_where_training_seeds_differ()
    {
        // One of five seeds won everywhere: over prompts alone there is no doubt at all, over seeds there is much.
        double[][] seeds = [.. Enumerable.Range(0, 5).Select(seed => Enumerable.Repeat(seed == 0 ? 1.0 : 0, 100).ToArray())];

        var difference = TwoLevelBootstrap.Of(seeds, [new double[100]], 4000);

        Assert.Equal(0.2, difference.Mean, 12);
        Assert.Equal(0, difference.Interval.Low, 12);
        Assert.True(difference.Interval.High >= 0.4);
    }

    [Fact]
    public void Keeps_seeds_and_prompts_paired()
    {
        // Both sides vary much, and together: the difference is the same everywhere.
        double[][] ours = [.. Enumerable.Range(0, 5).Select(seed => Alternating.Select(value => value + seed + 0.1).ToArray())];
        double[][] theirs = [.. Enumerable.Range(0, 5).Select(seed => Alternating.Select(value => value + seed).ToArray())];

        var difference = TwoLevelBootstrap.Of(ours, theirs, 200);

        Assert.Equal(0.1, difference.Interval.Low, 9);
        Assert.Equal(0.1, difference.Interval.High, 9);
        Assert.True(difference.Interval.ExcludesZero);
    }

    [Fact]
    public void States_the_gain_as_a_share_of_the_base()
    {
        var difference = TwoLevelBootstrap.Of([Enumerable.Repeat(0.6, 50).ToArray()], [Enumerable.Repeat(0.5, 50).ToArray()], 200);

        Assert.Equal(0.2, difference.Relative!.Value, 9);
        Assert.Equal(0.2, difference.RelativeInterval.Low, 9);
        Assert.Null(TwoLevelBootstrap.Of([Alternating], [new double[400]], 200).Relative);
    }

    [Fact]
    public void Refuses_what_cannot_be_paired()
    {
        Assert.Throws<ArgumentException>(() => TwoLevelBootstrap.Of([Alternating, Alternating, Alternating], [Alternating, Alternating], 200));
        Assert.Throws<ArgumentException>(() => TwoLevelBootstrap.Of([Alternating], [new double[399]], 200));
        Assert.Throws<ArgumentException>(() => TwoLevelBootstrap.Of([], [Alternating], 200));
    }
}
