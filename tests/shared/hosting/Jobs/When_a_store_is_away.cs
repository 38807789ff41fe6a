using InstructEngine.Hosting.Jobs;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_a_store_is_away
{
    [Fact]
    public async Task A_job_waits_and_goes_on_from_its_checkpoint_under_the_same_lease()
    {
        await using var world = new JobWorld();
        var back = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(1);
        string? seen = null;
        var handler = new TestHandler(async (job, stop) =>
        {
            if (job.Checkpoint is null)
                await job.SaveAsync("step 50", stop);
            if (world.Time.GetUtcNow() < back)
                throw new StoreUnavailableException("The blob store does not answer.");

            seen = $"{job.Checkpoint}, lease {job.LeaseToken}";
        });
        await world.StartAsync(handler);
        await world.EnqueueAsync();

        await world.UntilAsync(JobState.Completed);

        Assert.Equal("step 50, lease 1", seen);
        Assert.Empty(world.Failures);
    }

    [Fact]
    public async Task One_that_stays_away_fails_the_job_in_its_own_words()
    {
        await using var world = new JobWorld();
        await world.StartAsync(new TestHandler((_, _) => throw new StoreUnavailableException("The blob store does not answer.")));
        await world.EnqueueAsync();

        await world.UntilAsync(JobState.Failed);

        Assert.Contains("The blob store does not answer.", Assert.Single(world.Failures).Reason, StringComparison.Ordinal);
        Assert.True(world.Time.GetUtcNow() - DateTimeOffset.UnixEpoch > TimeSpan.FromMinutes(4));
    }
}
