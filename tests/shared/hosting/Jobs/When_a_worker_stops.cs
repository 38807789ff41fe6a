using InstructEngine.Hosting.Jobs;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_a_worker_stops
{
    [Fact]
    public async Task It_hands_its_job_back_with_the_checkpoint_and_the_attempt_does_not_count()
    {
        await using var world = new JobWorld();
        var handler = new TestHandler(async (job, stop) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            catch (OperationCanceledException)
            {
                await job.SaveAsync("step 7", default);
                throw;
            }
        });
        var worker = await world.StartAsync(handler);
        await world.EnqueueAsync();
        await handler.Started;

        await worker.StopAsync(default);

        var job = await world.FindAsync();
        Assert.Equal((JobState.Waiting, "step 7", 0), (job.State, job.Checkpoint, job.Attempts));
        Assert.Null(job.LeaseExpiresAt);
        Assert.Empty(world.Failures);
    }

    [Fact]
    public async Task Another_takes_the_job_at_once()
    {
        await using var world = new JobWorld();
        var first = TestHandler.Endless();
        var worker = await world.StartAsync(first);
        await world.EnqueueAsync();
        await first.Started;
        await worker.StopAsync(default);

        var second = new TestHandler((_, _) => Task.CompletedTask);
        await world.StartAsync(second);

        Assert.Equal(2, (await second.Started).LeaseToken);
    }
}
