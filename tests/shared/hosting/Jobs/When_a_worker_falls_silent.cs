using InstructEngine.Hosting.Jobs;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_a_worker_falls_silent
{
    [Fact]
    public async Task Another_takes_its_job_when_the_lease_is_over_and_goes_on_from_the_checkpoint()
    {
        await using var world = new JobWorld();
        var (silent, context) = await StartSilentAsync(world);
        await context.SaveAsync("step 50", default);
        string? seen = null;
        var other = new TestHandler((job, _) =>
        {
            seen = job.Checkpoint;
            return Task.CompletedTask;
        });
        await world.StartAsync(other);

        await world.UntilAsync(JobState.Completed);

        Assert.Equal("step 50", seen);
        Assert.Equal(2, (await other.Started).LeaseToken);
        Assert.True(world.Time.GetUtcNow() >= DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(30));
        Assert.Equal(1, silent.Runs);
    }

    [Fact]
    public async Task It_cannot_write_any_more_when_it_wakes()
    {
        await using var world = new JobWorld();
        var (_, context) = await StartSilentAsync(world);
        var other = new TestHandler(async (job, stop) =>
        {
            await job.SaveAsync("of the new owner", stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        await world.StartAsync(other);
        await world.UntilAsync(async () => (await world.FindAsync()).Checkpoint is not null);

        await Assert.ThrowsAsync<LeaseLostException>(() => context.SaveAsync("of the old owner", default));

        Assert.Equal("of the new owner", (await world.FindAsync()).Checkpoint);
    }

    [Fact]
    public async Task A_worker_that_renews_keeps_its_job()
    {
        await using var world = new JobWorld();
        var first = TestHandler.Endless();
        await world.StartAsync(first);
        await world.EnqueueAsync();
        await first.Started;
        var second = TestHandler.Endless();
        await world.StartAsync(second);

        var end = world.Time.GetUtcNow() + TimeSpan.FromMinutes(3);
        await world.UntilAsync(() => Task.FromResult(world.Time.GetUtcNow() > end));

        Assert.Equal(0, second.Runs);
        Assert.Equal(1, (await world.FindAsync()).LeaseToken);
    }

    [Fact]
    public async Task A_job_whose_workers_died_five_times_fails_with_a_reason()
    {
        await using var world = new JobWorld();
        await world.Documents.InsertIfAbsentAsync(
            InstructEngine.Hosting.Runs.Collections.Jobs, "job", "run",
            new JobDocument("job", "run", "train", "{}", JobState.Running, "dead", 5, DateTimeOffset.UnixEpoch.AddSeconds(-1), new(0, 0, "", null), null, null, 5),
            default);
        var handler = TestHandler.Endless();
        await world.StartAsync(handler);

        await world.UntilAsync(JobState.Failed);

        Assert.Equal(0, handler.Runs);
        Assert.Contains("stopped 5 times", Assert.Single(world.Failures).Reason, StringComparison.Ordinal);
    }

    /// <summary>A worker whose clock stands still does not renew, as one that was suspended.</summary>
    private static async Task<(TestHandler Handler, IJobContext Context)> StartSilentAsync(JobWorld world)
    {
        var handler = TestHandler.Endless();
        await world.StartAsync(handler, new ManualTime());
        await world.EnqueueAsync();
        return (handler, await handler.Started);
    }
}
