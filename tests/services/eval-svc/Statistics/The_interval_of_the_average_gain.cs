using InstructEngine.EvalService.Statistics;
using InstructEngine.Storage.Content;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Statistics;

public sealed class The_interval_of_the_average_gain
{
    private static readonly (double[] Base, double[] Aligned) Scorer = Noisy(seed: 1);

    [Fact]
    public void Of_one_scorer_around_a_steady_base_is_the_interval_of_its_difference()
    {
        double[] steady = [.. Enumerable.Repeat(20.0, Scorer.Base.Length)];
        double[] aligned = [.. steady.Zip(Scorer.Aligned, (start, noise) => start + noise)];

        var gain = AverageGainBootstrap.Interval([(steady, aligned)], seed: 3)!.Value;
        var difference = PairedBootstrap.Difference(steady, aligned, seed: 3);
        Assert.Equal(difference.Low / 20, gain.Low, 1e-9);
        Assert.Equal(difference.High / 20, gain.High, 1e-9);
    }

    [Fact]
    public void Does_not_narrow_when_a_scorer_is_named_twice()
    {
        var once = AverageGainBootstrap.Interval([Scorer], seed: 3)!.Value;
        var twice = AverageGainBootstrap.Interval([Scorer, Scorer], seed: 3)!.Value;
        var independent = AverageGainBootstrap.Interval([Scorer, Noisy(seed: 2)], seed: 3)!.Value;

        Assert.Equal(once.Low, twice.Low, 1e-12);
        Assert.Equal(once.High, twice.High, 1e-12);
        Assert.True(independent.High - independent.Low < 0.9 * (once.High - once.Low));
    }

    [Fact]
    public void Is_the_same_for_the_same_seed_and_another_for_another()
    {
        Assert.Equal(AverageGainBootstrap.Interval([Scorer], seed: 3), AverageGainBootstrap.Interval([Scorer], seed: 3));
        Assert.NotEqual(AverageGainBootstrap.Interval([Scorer], seed: 3), AverageGainBootstrap.Interval([Scorer], seed: 4));
    }

    [Fact]
    public void Leaves_out_prompts_without_a_score()
    {
        double[] start = [10, 10, 10, 10, 10, double.NaN, 10];
        double[] end = [11, 11, 11, 11, 11, 50, double.NaN];

        var interval = AverageGainBootstrap.Interval([(start, end)], seed: 1)!.Value;
        Assert.Equal((0.1, 0.1), (Math.Round(interval.Low, 9), Math.Round(interval.High, 9)));
    }

    [Fact]
    public void Is_none_with_too_few_prompts() => Assert.Null(AverageGainBootstrap.Interval([([1, 1, 1, 1, double.NaN], [2, 2, 2, 2, 2])], seed: 1));

    [Fact]
    public void Is_none_where_a_resample_s_base_is_zero() => Assert.Null(AverageGainBootstrap.Interval([([0, 0, 0, 0, 1], [1, 1, 1, 1, 1])], seed: 1));

    private static (double[] Base, double[] Aligned) Noisy(int seed)
    {
        var random = new SeededRandom(seed);
        double[] start = [.. Enumerable.Range(0, 60).Select(_ => 20 + random.NextDouble())];
        return (start, [.. start.Select(value => value + 1 + (4 * random.NextDouble()))]);
    }
}
