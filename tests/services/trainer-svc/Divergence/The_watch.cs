using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Divergence;

public sealed class The_watch
{
    [Theory]
    [InlineData(0.19, false)]
    [InlineData(0.21, true)]
    public void Stops_when_the_winners_error_is_twice_the_reference_s(double difference, bool stops) =>
        Check(Steps(5, step => Entry(step) with { WinnerError = difference, ReferenceError = 0.2 }), stops ? DivergenceReason.WinnerError : null);

    [Fact]
    public void Looks_at_the_mean_of_the_last_steps_not_at_one() =>
        Check(Steps(30, step => Entry(step) with { WinnerError = step == 30 ? 1 : 0, ReferenceError = 0.2 }), null);

    [Fact]
    public void Says_nothing_after_a_few_steps() =>
        Check(Steps(4, step => Entry(step) with { WinnerError = 9, ReferenceError = 0.2 }), null);

    [Theory]
    [InlineData(0.19, false)]
    [InlineData(0.21, true)]
    public void Looks_at_the_held_out_pairs_where_training_has_no_reference(double difference, bool stops) => Check(
        Steps(1, step => Entry(step) with { HeldOut = new(0.1, 0.5, difference, 0, ReferenceError: 0.2) }), stops ? DivergenceReason.WinnerError : null);

    [Fact]
    public void Stops_when_the_held_out_pairs_give_no_number() =>
        Check(Steps(1, step => Entry(step) with { HeldOut = new(double.NaN, 0.5, 0, 0) }), DivergenceReason.LossIsNoNumber);

    [Theory]
    [InlineData(0.69, 3.4, false)]
    [InlineData(0.69, 3.6, true)]
    [InlineData(0.01, 0.9, false)]
    [InlineData(0.01, 1.1, true)]
    public void Stops_when_the_loss_stays_far_above_its_median(double before, double after, bool stops) =>
        Check(Steps(40, step => Entry(step, step > 37 ? after : before)), stops ? DivergenceReason.LossSpike : null);

    [Fact]
    public void Lets_two_bad_batches_pass() => Check(Steps(40, step => Entry(step, step > 38 ? 1e6 : 0.7)), null);

    [Fact]
    public void Knows_no_spike_before_it_knows_the_loss() => Check(Steps(24, step => Entry(step, step > 19 ? 1e6 : 0.7)), null);

    [Fact]
    public void Says_the_step_and_the_values()
    {
        var entries = Steps(40, step => Entry(step, step > 37 ? 7 : 0.7));
        var seen = Assert.Throws<TrainingDivergedException>(() => DivergenceWatch.Look(entries));
        Assert.Equal(40, seen.Step);
        Assert.Contains("the median of the last 5 steps is 7 and that of the 35 before was 0.7", seen.Message);
    }

    private static void Check(TrainingLogEntry[] entries, DivergenceReason? expected)
    {
        var seen = Record.Exception(() => DivergenceWatch.Look(entries)) as TrainingDivergedException;
        Assert.Equal(expected, seen?.Reason);
    }

    private static TrainingLogEntry[] Steps(int count, Func<int, TrainingLogEntry> entry) => [.. Enumerable.Range(1, count).Select(entry)];

    private static TrainingLogEntry Entry(int step, double loss = 0.7) => new(step, loss, null, 0.5, 1, 1e-4, null);
}
