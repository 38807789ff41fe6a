using InstructEngine.Review.Statistics;

namespace InstructEngine.Shared.Tests.Review.Statistics;

public class Wilson_intervals
{
    /// <summary>By hand from Wilson's formula with z = 1.959964.</summary>
    [Theory]
    [InlineData(0, 10, 0.0000, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0000)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(1, 1, 0.2065, 1.0000)]
    [InlineData(52.5, 100, 0.4280, 0.6201)]
    public void Are_those_of_the_formula(double successes, double count, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, count);
        Assert.Equal(low, interval.Low, 0.00006);
        Assert.Equal(high, interval.High, 0.00006);
    }

    [Theory]
    [InlineData(0.5, 0.05, 381)]
    [InlineData(0.5, 0.1, 93)]
    [InlineData(0.9, 0.05, 141)]
    public void Say_how_many_votes_a_width_needs(double share, double halfWidth, int votes)
    {
        Assert.Equal(votes, WilsonInterval.VotesFor(share, halfWidth));
        Assert.True(WilsonInterval.Of(share * votes, votes).HalfWidth <= halfWidth);
        Assert.True(WilsonInterval.Of(share * (votes - 1), votes - 1).HalfWidth > halfWidth);
    }

    [Fact]
    public void Need_a_vote() => Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(0, 0));
}
