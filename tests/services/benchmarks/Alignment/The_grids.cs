using InstructEngine.Benchmarks.Alignment;
using InstructEngine.TrainerService.Losses;
using Xunit;

namespace InstructEngine.Services.Tests.Benchmarks.Alignment;

public class The_grids
{
    [Fact]
    public void Give_every_method_the_same_number_of_different_trials() => Assert.All(
        Methods.All,
        method => Assert.Equal((Grids.TrialsPerMethod, Grids.TrialsPerMethod), (method.Grid.Count, method.Grid.Distinct().Count())));

    [Fact]
    public void Give_every_method_the_same_steps_or_the_same_passes() => Assert.All(
        Methods.All,
        method =>
        {
            var steps = method.StepBudget(150);
            Assert.Equal(method.Budget == Budget.EqualSteps ? 150 : 600, method.Budget == Budget.EqualSteps ? steps : steps * method.Passes);
            Assert.All(method.Grid, trial => Assert.InRange(trial.Steps(steps), 1, steps));
        });

    [Fact]
    public void Count_the_passes_that_the_losses_make() => Assert.All(
        Methods.All,
        method => Assert.Equal(PreferenceLosses.Create(method.Loss, 200, method.Terms).Reads.Indices().Length, method.Passes));

    [Fact]
    public void Tell_the_methods_apart() => Assert.Equal(Methods.All.Count, Methods.All.Select(method => method.Key).Distinct().Count());
}
