using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using InstructEngine.TrainerService.Alignment;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.BadInput;

public sealed class When_the_lease_is_lost_in_the_middle
{
    [Fact]
    public async Task The_trainer_stops_and_the_next_owner_ends_as_if_nothing_had_been()
    {
        await using var undisturbed = await TrainingBench.StartAsync();
        var straight = undisturbed.NewJob();
        await undisturbed.RunAsync(straight);

        await using var bench = await TrainingBench.StartAsync();
        var saves = 0;
        var first = new FakeJob(bench.NewJob().Input, null)
        {
            OnSave = () =>
            {
                if (++saves == 2)
                {
                    throw new LeaseLostException("job-1");
                }
            },
        };
        await Assert.ThrowsAsync<LeaseLostException>(() => bench.RunAsync(first));
        Assert.Equal((3, 6L), (AlignmentCheckpoint.Parse(first.Checkpoint!).Step, first.Reports[^1].Done));

        var next = bench.NewJob(first.Checkpoint);
        await bench.RunAsync(next);
        Assert.Equal(straight.Checkpoint, next.Checkpoint);
        Assert.Equal(await EpochsAsync(undisturbed), await EpochsAsync(bench));
    }

    private static async Task<List<EpochCompleted>> EpochsAsync(TrainingBench bench) =>
        [.. (await bench.Harness.StoredAsync<EpochCompleted>(Collections.Epochs, DemoPairs.RunId)).OrderBy(epoch => epoch.Epoch)];
}
