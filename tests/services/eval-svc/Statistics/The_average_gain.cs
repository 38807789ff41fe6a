using InstructEngine.EvalService.Statistics;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Statistics;

public sealed class The_average_gain
{
    /// <summary>Means 20 → 22 and 0.2 → 0.4, the second spread from −3 to 3.4: its zero is where its authors put it.</summary>
    private static readonly (string Name, PairedComparison Figures)[] Two =
    [
        ("far", PairedComparison.Of([19, 20, 21, 20, 20], [21, 22, 23, 22, 22], seed: 1)),
        ("near", PairedComparison.Of([-3, 3.4, 0.2, -1, 1.4], [-2.8, 3.6, 0.4, -0.8, 1.6], seed: 1)),
    ];

    [Fact]
    public void Is_the_mean_of_relative_gains_with_and_without_scorers_near_zero()
    {
        var gain = AverageGain.Of(Two);

        Assert.Equal((0.1 + 1.0) / 2, gain.All!.Value, 1e-9);
        Assert.Equal(0.1, gain.WithoutNearZero!.Value, 1e-9);
        Assert.Equal(["far", "near"], gain.Scorers);
        Assert.Equal(["near"], gain.NearZero);
    }

    [Fact]
    public void Leaves_out_a_scorer_whose_base_is_zero()
    {
        var gain = AverageGain.Of([Two[0], ("zero", PairedComparison.Of([0, 0, 0, 0, 0], [1, 1, 1, 1, 1], seed: 1))]);

        Assert.Equal(0.1, gain.All!.Value, 1e-9);
        Assert.Equal(["far"], gain.Scorers);
        Assert.Equal(["zero"], gain.NearZero);
    }

    [Fact]
    public void Is_none_without_a_scorer() => Assert.Null(AverageGain.Of([]).All);

    [Fact]
    public void Counts_a_rise_from_below_zero_as_a_gain() =>
        Assert.Equal(0.5, PairedComparison.Of([-2, -2, -2, -2, -2], [-1, -1, -1, -1, -1], seed: 1).RelativeGain!.Value, 1e-12);
}
