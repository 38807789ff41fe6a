using InstructEngine.Cli.Pretraining;
using Xunit;

namespace InstructEngine.Cli.Tests.Pretraining;

public sealed class Shares_and_their_intervals
{
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(80, 100, 0.7112, 0.8666)]
    public void Are_those_of_Wilson(int right, int count, double low, double high)
    {
        var interval = DemoMeasurement.WilsonInterval(right, count);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }
}
