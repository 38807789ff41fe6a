using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_a_handler_fails
{
    [Fact]
    public async Task The_job_and_its_run_fail_once_with_the_reason()
    {
        await using var world = new JobWorld();
        var handler = new TestHandler((_, _) => throw new RunFailureException("The loss is not a number at step 3; lower training.learningRate."));
        await world.StartAsync(handler);

        await world.EnqueueAsync();
        await world.UntilAsync(JobState.Failed);
        await world.UntilAsync(() => Task.FromResult(!world.Failures.IsEmpty));
        world.Time.Advance(TimeSpan.FromSeconds(10));
        await Task.Delay(100);

        Assert.Equal(
            new RunFailed("run", "trainer-svc", "The loss is not a number at step 3; lower training.learningRate."), Assert.Single(world.Failures));
        Assert.Equal(1, handler.Runs);
    }

    [Fact]
    public async Task A_pause_is_told_as_one()
    {
        await using var world = new JobWorld();
        await world.StartAsync(new TestHandler((_, _) => throw new RunPausedException("The budget is used up.")));

        await world.EnqueueAsync();
        await world.UntilAsync(() => Task.FromResult(!world.Failures.IsEmpty));

        Assert.Equal(new RunFailed("run", "trainer-svc", "The budget is used up.", Paused: true), Assert.Single(world.Failures));
    }

    [Fact]
    public async Task A_cancellation_of_its_own_making_is_a_failure_too()
    {
        await using var world = new JobWorld();
        await world.StartAsync(new TestHandler((_, _) => throw new TaskCanceledException("The request timed out.")));

        await world.EnqueueAsync();
        await world.UntilAsync(() => Task.FromResult(!world.Failures.IsEmpty));

        Assert.Equal("TaskCanceledException: The request timed out.", Assert.Single(world.Failures).Reason);
    }

    [Fact]
    public async Task A_failure_stored_by_a_worker_that_died_before_saying_so_is_said()
    {
        await using var world = new JobWorld();
        await world.Documents.InsertIfAbsentAsync(
            InstructEngine.Hosting.Runs.Collections.Jobs, "job", "run",
            new JobDocument("job", "run", "train", "{}", JobState.Failed, null, 1, null, new(0, 0, "", null), null, "out of disk", 1), default);

        await world.StartAsync(TestHandler.Endless());

        await world.UntilAsync(() => Task.FromResult(!world.Failures.IsEmpty));
        Assert.Equal("out of disk", Assert.Single(world.Failures).Reason);
    }
}
