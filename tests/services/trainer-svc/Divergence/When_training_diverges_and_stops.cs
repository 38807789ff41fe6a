using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Divergence;

public sealed class When_training_diverges_and_stops
{
    [Theory]
    [InlineData("stop")]
    [InlineData(null)]
    public async Task An_exploding_winner_error_ends_the_run(string? policy) =>
        await EndsAsync(DivergingTraining.TooFastInTheEnd with { OnDivergence = policy }, 12, "should win is");

    [Fact]
    public async Task It_ends_without_held_out_pairs_too() => await EndsAsync(
        DivergingTraining.TooFastInTheEnd with { LearningRate = 30, HeldOutShare = 0, OnDivergence = null }, 12,
        "on the last 5 steps the model's error on the images that should win is");

    [Fact]
    public async Task Supervised_training_is_watched_by_its_held_out_pairs() => await EndsAsync(
        DivergingTraining.TooFastInTheEnd with { Loss = "sft", LearningRate = 30, OnDivergence = null }, 12,
        "on the held-out pairs the model's error on the images that should win is");

    [Fact]
    public async Task A_loss_of_exactly_0_ends_the_run() => await EndsAsync(DivergingTraining.FarTooStrict, 1, "the loss is exactly 0");

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    public async Task What_is_no_number_ends_the_run(double heldOutShare) =>
        await EndsAsync(DivergingTraining.FarTooFast with { HeldOutShare = heldOutShare, OnDivergence = "stop" }, 12, "NaN");

    private static async Task EndsAsync(TrainingSpec spec, int pairs, string expected)
    {
        await using var bench = await TrainingBench.StartAsync(spec, pairs: pairs);
        var failure = await Assert.ThrowsAsync<RunFailureException>(() => bench.RunAsync(bench.NewJob()));
        Assert.StartsWith("Training diverged at step ", failure.Message);
        Assert.Contains(expected, failure.Message);
        Assert.Contains("training.learningRate", failure.Message);
        Assert.Contains("set training.onDivergence to 'rollback'", failure.Message);
    }
}
