using InstructEngine.Hosting.Jobs;
using InstructEngine.Shared.Tests.Hosting.Runs;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_a_run_is_cancelled
{
    [Fact]
    public async Task Its_waiting_job_is_not_run()
    {
        await using var world = new JobWorld();
        await world.Runs.InsertAsync(SampleRuns.Create("run"), default);
        await world.Runs.CancelAsync("run", default);
        var handler = TestHandler.Endless();
        await world.StartAsync(handler);

        await world.EnqueueAsync();
        await Task.Delay(200);

        Assert.Equal(0, handler.Runs);
    }

    [Fact]
    public async Task Its_running_job_is_asked_to_stop_and_nothing_more_is_said()
    {
        await using var world = new JobWorld();
        await world.Runs.InsertAsync(SampleRuns.Create("run"), default);
        var handler = TestHandler.Endless();
        await world.StartAsync(handler);
        await world.EnqueueAsync();
        await handler.Started;

        await world.Runs.CancelAsync("run", default);

        await world.UntilAsync(JobState.Failed);
        Assert.Empty(world.Failures);
    }

    [Fact]
    public async Task It_goes_on_when_it_is_reopened()
    {
        await using var world = new JobWorld();
        await world.Runs.InsertAsync(SampleRuns.Create("run"), default);
        var handler = TestHandler.Endless();
        await world.StartAsync(handler);
        await world.EnqueueAsync();
        await handler.Started;
        await world.Runs.CancelAsync("run", default);
        await world.UntilAsync(JobState.Failed);

        Assert.True(await world.Runs.ReopenAsync("run", default));

        await world.UntilAsync(JobState.Running);
        Assert.Equal(2, handler.Runs);
    }
}
