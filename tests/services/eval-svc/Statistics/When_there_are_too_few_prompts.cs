using InstructEngine.EvalService.Statistics;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Statistics;

public sealed class When_there_are_too_few_prompts
{
    [Fact]
    public void The_range_of_what_was_seen_stands_for_the_interval_and_settles_nothing()
    {
        var difference = PairedComparison.Of([0, 0, 0, 0], [1, 2, 3, 4], seed: 1).Difference;

        Assert.Equal(new ConfidenceInterval(1, 4, TooFew: true), difference);
        Assert.False(difference.ExcludesZero);
    }

    [Fact]
    public void Five_are_enough()
    {
        var difference = PairedComparison.Of([0, 0, 0, 0, 0], [1, 2, 3, 4, 5], seed: 1).Difference;

        Assert.False(difference.TooFew);
        Assert.True(difference.ExcludesZero);
    }
}
