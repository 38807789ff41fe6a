using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Local.Piloting;
using Xunit;

namespace InstructEngine.Cli.Tests.Training;

public sealed class The_rule_of_a_pilot
{
    [Fact]
    public void Takes_the_lowest_winner_error_of_those_that_are_as_accurate_as_the_best()
    {
        // The standard error of 0.8 over 100 comparisons is 0.04.
        var chosen = PilotRecommendation.Of([Trial(1, 0.80, -0.001), Trial(2, 0.77, -0.005), Trial(3, 0.75, -0.009)]);

        Assert.Equal(2, chosen!.Setting.Beta);
        Assert.Contains("of the 2 trials within one standard error (0.040) of the best held-out accuracy (0.800)", chosen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_buy_accuracy_with_worse_winners() =>
        Assert.Equal(2, PilotRecommendation.Of([Trial(1, 0.99, 0.001), Trial(2, 0.6, -0.001)])!.Setting.Beta);

    [Fact]
    public void Takes_the_least_harm_where_all_do_some_and_says_so()
    {
        var chosen = PilotRecommendation.Of([Trial(1, 0.99, 0.02), Trial(2, 0.6, 0.01), Trial(3, null, null)])!;

        Assert.Equal(2, chosen.Setting.Beta);
        Assert.StartsWith("the winner error rose above the base's in every trial", chosen.Reason);
    }

    [Fact]
    public void Has_no_answer_where_every_trial_diverged() => Assert.Null(PilotRecommendation.Of([Trial(1, null, null), Trial(2, 0.5, double.NaN)]));

    [Fact]
    public void Tries_round_figures_around_the_setting()
    {
        var grid = PilotGrid.Around(200, 1e-4, fixedBeta: false, fixedRate: false);

        Assert.Equal([50, 200, 800], grid.Select(setting => setting.Beta).Distinct());
        Assert.Equal([3.3e-5, 1e-4, 3e-4], grid.Select(setting => setting.LearningRate).Distinct());
        Assert.Equal([new PilotSetting(200, 1e-4)], PilotGrid.Around(200, 1e-4, fixedBeta: true, fixedRate: true));
    }

    private static PilotTrial Trial(double beta, double? accuracy, double? winner) => new(
        new PilotSetting(beta, 1e-4), accuracy is null ? null : new HeldOutFigures(0.6, accuracy.Value, winner!.Value, 0), 100, accuracy is null ? "diverged" : null, 1);
}
