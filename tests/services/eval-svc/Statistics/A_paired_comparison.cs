using InstructEngine.EvalService.Statistics;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Statistics;

public class A_paired_comparison
{
    [Fact]
    public void Counts_ties_as_half_a_win()
    {
        var comparison = PairedComparison.Of([0, 0, 1, 1], [1, 0, 1, 0], seed: 1);

        // One win, two ties, one loss.
        Assert.Equal(0.5, comparison.WinRate);
        Assert.Equal(0.625, PairedComparison.Of([0, 0, 1, 1], [1, 0, 1, 1], seed: 1).WinRate);
    }

    [Fact]
    public void Gives_absolute_and_relative_gain()
    {
        var comparison = PairedComparison.Of([0.2, 0.2], [0.3, 0.5], seed: 1);

        Assert.Equal(0.2, comparison.Base, 1e-12);
        Assert.Equal(0.4, comparison.Aligned, 1e-12);
        Assert.Equal(0.2, comparison.Gain, 1e-12);
        Assert.Equal(1.0, comparison.RelativeGain!.Value, 1e-12);
    }

    [Fact]
    public void Has_no_relative_gain_over_nothing() =>
        Assert.Null(PairedComparison.Of([0, 0], [1, 0], seed: 1).RelativeGain);
}
