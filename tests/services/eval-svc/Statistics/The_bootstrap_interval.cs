using InstructEngine.EvalService.Statistics;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Statistics;

public class The_bootstrap_interval
{
    [Fact]
    public void Comes_close_to_the_normal_interval_of_a_share()
    {
        // 100 of 400 prompts gained: 0.25 ± 1.96·√(0.25·0.75/400).
        var aligned = new double[400];
        Array.Fill(aligned, 1, 0, 100);

        var interval = PairedBootstrap.Difference(new double[400], aligned, seed: 1);

        Assert.Equal(0.25 - 0.04243, interval.Low, 0.004);
        Assert.Equal(0.25 + 0.04243, interval.High, 0.004);
        Assert.True(interval.ExcludesZero);
    }

    [Fact]
    public void Is_a_point_where_every_prompt_gains_the_same()
    {
        var interval = PairedBootstrap.Difference([0.25, 0.5, 0.75], [0.5, 0.75, 1.0], seed: 1);

        Assert.Equal((0.25, 0.25), (interval.Low, interval.High));
    }

    [Fact]
    public void Is_not_widened_by_what_both_models_share()
    {
        // Prompts from very easy to very hard, the same gain of about 0.1 in each: the spread over prompts must not count.
        var easy = Enumerable.Range(0, 200).Select(i => i / 200.0).ToArray();
        var gained = easy.Select((score, i) => score + (i % 2 == 0 ? 0.09 : 0.11)).ToArray();

        var interval = PairedBootstrap.Difference(easy, gained, seed: 1);

        Assert.InRange(interval.High - interval.Low, 0.001, 0.006);
    }

    [Fact]
    public void Includes_zero_where_gains_and_losses_balance()
    {
        var interval = PairedBootstrap.Difference([1, 0, 1, 0, 1, 0], [0, 1, 0, 1, 0, 1], seed: 1);

        Assert.False(interval.ExcludesZero);
    }

    [Fact]
    public void Is_the_same_for_the_same_seed_and_differs_for_another()
    {
        var aligned = Enumerable.Range(0, 50).Select(i => Math.Sin(i)).ToArray();

        var first = PairedBootstrap.Difference(new double[50], aligned, seed: 1);

        Assert.Equal(first, PairedBootstrap.Difference(new double[50], aligned, seed: 1));
        Assert.NotEqual(first, PairedBootstrap.Difference(new double[50], aligned, seed: 2));
    }

    [Theory]
    [InlineData(0.025, 2.5)]
    [InlineData(0.5, 50)]
    [InlineData(0.975, 97.5)]
    public void Takes_quantiles_between_the_neighbours(double share, double expected)
    {
        var sorted = Enumerable.Range(0, 101).Select(i => (double)i).ToArray();

        Assert.Equal(expected, PairedBootstrap.Quantile(sorted, share), 1e-9);
    }

    [Fact]
    public void Needs_the_same_prompts_on_both_sides()
    {
        var error = Assert.Throws<ArgumentException>(() => PairedBootstrap.Difference([1, 2], [1], seed: 1));

        Assert.Contains("Base has 2 prompts and aligned 1", error.Message, StringComparison.Ordinal);
    }
}
