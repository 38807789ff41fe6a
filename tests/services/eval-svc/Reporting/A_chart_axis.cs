using InstructEngine.EvalService.Reporting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

public class A_chart_axis
{
    [Theory]
    [InlineData(0.61, 0.69, 0.6, 0.7)]
    [InlineData(0, 150, 0, 150)]
    [InlineData(-3, 7, -4, 8)]
    public void Has_round_ends_around_its_values(double low, double high, double expectedLow, double expectedHigh)
    {
        var axis = ChartAxis.For("x", [low, high]);

        Assert.Equal((expectedLow, expectedHigh), (axis.Low, axis.High));
        Assert.InRange(axis.Ticks.Count, 3, 8);
    }

    [Fact]
    public void Passes_over_a_loss_that_is_no_number() => Assert.Equal((1.0, 2.0), Ends(ChartAxis.For("x", [1, double.NaN, 2])));

    [Fact]
    public void Stands_a_single_value_and_none()
    {
        Assert.True(ChartAxis.For("x", [5]).High > 5);
        Assert.Equal((0.0, 1.0), Ends(ChartAxis.For("x", [])));
    }

    private static (double, double) Ends(ChartAxis axis) => (axis.Low, axis.High);
}
