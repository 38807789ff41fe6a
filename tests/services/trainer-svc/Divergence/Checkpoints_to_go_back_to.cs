using InstructEngine.Contracts.V1;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Divergence;

public sealed class Checkpoints_to_go_back_to
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(30, 0)]
    [InlineData(31, 10)]
    [InlineData(40, 10)]
    [InlineData(41, 20)]
    [InlineData(1000, 30)]
    public void Are_those_that_were_followed_by_sound_steps(int divergedAt, int expected)
    {
        var points = new RollbackPoints([]);
        foreach (var step in new[] { 0, 10, 20, 30 })
        {
            // As in training, none is known that is later than the divergence.
            if (step < divergedAt)
            {
                points.Add(At(step));
            }
        }

        Assert.Equal(expected, points.BackFrom(divergedAt).Step);
    }

    [Fact]
    public void Are_few_however_long_the_training()
    {
        var points = new RollbackPoints([]);
        for (var step = 0; step <= 1000; step += 5)
        {
            points.Add(At(step));
        }

        Assert.Equal([980, 985, 990, 995, 1000], points.All.Select(point => point.Step));
    }

    [Fact]
    public void Do_not_outlive_a_return_to_before_them()
    {
        var points = new RollbackPoints([At(0), At(10), At(20)]);
        points.Add(At(10));
        Assert.Equal([0, 10], points.All.Select(point => point.Step));
    }

    private static AlignmentCheckpoint At(int step)
    {
        var blob = new BlobReference(new string('a', 64), 1);
        return new(step, "reference", "dataset", 1, blob, blob, blob);
    }
}
