using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

public sealed class The_learning_rate
{
    [Theory]
    [InlineData(null, new[] { 0.5, 1, 1, 1, 1, 1 })]
    [InlineData("constant", new[] { 0.5, 1, 1, 1, 1, 1 })]
    [InlineData("linear", new[] { 0.5, 1, 1, 0.75, 0.5, 0.25 })]
    [InlineData("cosine", new[] { 0.5, 1, 1, 0.853553, 0.5, 0.146447 })]
    public void Is_warmed_up_and_then_falls_as_asked(string? schedule, double[] expected)
    {
        var spec = TrainingBench.Training with { LearningRate = 1, WarmupSteps = 2, Steps = 6, LearningRateSchedule = schedule };
        Assert.All(expected.Index(), step => Assert.Equal(step.Item, LearningRate.At(step.Index, spec), 1e-6));
    }

    [Fact]
    public void Only_warms_up_where_the_warm_up_is_longer_than_the_training()
    {
        var spec = TrainingBench.Training with { LearningRate = 1, WarmupSteps = 10, Steps = 4, LearningRateSchedule = "linear" };
        Assert.Equal([0.1, 0.2, 0.3, 0.4], Enumerable.Range(0, 4).Select(step => LearningRate.At(step, spec)));
    }
}
