using InstructEngine.Benchmarks.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.Benchmarks.Alignment;

public class The_choice_of_a_trial
{
    private static readonly TrialFigures Base = new([0.1, 0.5], [26, 25]);

    [Fact]
    public void Takes_the_most_right_over_all_guidances() =>
        Assert.Equal(new TrialChoice(1, true), TrialChoice.Of([Trial(0.4, 0.5), Trial(0.3, 0.7), Trial(0.2, 0.7)], Base, 0.5));

    [Fact]
    public void Passes_over_a_trial_that_spoils_the_pictures_in_the_mean()
    {
        var trials = new[] { new TrialFigures([0.9, 0.9], [25.4, 24.4]), new TrialFigures([0.8, 0.8], [24.5, 25.2]), new TrialFigures([0.3, 0.3], [26.2, 24]) };

        Assert.Equal(new TrialChoice(2, true), TrialChoice.Of(trials, Base, 0.5));
        Assert.Equal(new TrialChoice(0, true), TrialChoice.Of(trials, Base, 0.7));
    }

    [Fact]
    public void Takes_the_best_of_all_and_says_so_where_every_trial_spoils_the_pictures() =>
        Assert.Equal(
            new TrialChoice(1, false),
            TrialChoice.Of([new TrialFigures([0.3, 0.3], [20, 20]), new TrialFigures([0.4, 0.4], [10, 10])], Base, 0.5));

    [Fact]
    public void Never_takes_a_training_that_diverged()
    {
        Assert.Equal(1, TrialChoice.Of([null, Trial(0.1, 0.1)], Base, 0.5).Index);
        Assert.Throws<ArgumentException>(() => TrialChoice.Of([null, null], Base, 0.5));
    }

    private static TrialFigures Trial(double atOne, double guided) => new([atOne, guided], [26, 25]);
}
