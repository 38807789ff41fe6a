using InstructEngine.Hosting.Jobs;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_a_job_is_stored
{
    [Fact]
    public async Task A_worker_wakes_and_runs_it_once_however_often_it_is_stored()
    {
        await using var world = new JobWorld();
        var handler = new TestHandler((job, _) =>
        {
            job.Report(new(3, 4, "steps", "loss 0.1"));
            return Task.CompletedTask;
        });
        await world.StartAsync(handler);

        await world.EnqueueAsync();
        await handler.Started;
        await world.EnqueueAsync();
        await world.UntilAsync(JobState.Completed);
        await world.EnqueueAsync();
        await Task.Delay(100);

        Assert.Equal(1, handler.Runs);
        var job = await world.FindAsync();
        Assert.Equal(new JobProgress(3, 4, "steps", "loss 0.1"), job.Progress);
        Assert.Null(job.LeaseOwner);
    }

    [Fact]
    public async Task A_worker_leaves_kinds_that_it_has_no_handler_for()
    {
        await using var world = new JobWorld();
        var handler = new TestHandler((_, _) => Task.CompletedTask);
        await world.StartAsync(handler);

        await world.EnqueueAsync("other", "evaluate");
        await world.EnqueueAsync();
        await world.UntilAsync(JobState.Completed);

        Assert.Equal(JobState.Waiting, (await world.FindAsync("other")).State);
    }

    [Fact]
    public async Task Its_progress_is_stored_while_it_runs()
    {
        await using var world = new JobWorld();
        var handler = TestHandler.Endless();
        await world.StartAsync(handler);
        await world.EnqueueAsync();

        (await handler.Started).Report(new(1, 10, "images", null));

        await world.UntilAsync(async () => (await world.FindAsync()).Progress.Done == 1);
    }
}
