using InstructEngine.Hosting.Jobs;

namespace InstructEngine.Shared.Tests.Hosting.Jobs;

public sealed class When_clocks_differ
{
    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_worker_whose_clock_is_minutes_off_takes_no_job_that_another_renews(int minutes)
    {
        await using var world = new JobWorld();
        var first = TestHandler.Endless();
        await world.StartAsync(first);
        await world.EnqueueAsync();
        await first.Started;
        var second = TestHandler.Endless();
        await world.StartAsync(second, new SkewedTime(world.Time, TimeSpan.FromMinutes(minutes)));

        var end = world.Time.GetUtcNow() + TimeSpan.FromMinutes(3);
        await world.UntilAsync(() => Task.FromResult(world.Time.GetUtcNow() > end));

        Assert.Equal(0, second.Runs);
        Assert.Equal(1, (await world.FindAsync()).LeaseToken);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_job_whose_owner_died_is_taken_after_the_time_of_a_lease(int minutes)
    {
        await using var world = new JobWorld();
        var dead = TestHandler.Endless();
        await world.StartAsync(dead, new SkewedTime(new ManualTime(), TimeSpan.FromMinutes(minutes)));
        await world.EnqueueAsync();
        await dead.Started;
        var other = new TestHandler((_, _) => Task.CompletedTask);
        await world.StartAsync(other);

        await world.UntilAsync(JobState.Completed);

        Assert.Equal(1, other.Runs);
        Assert.True(world.Time.GetUtcNow() - DateTimeOffset.UnixEpoch < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_in_mid_job_changes_nothing()
    {
        await using var world = new JobWorld();
        var clock = new SkewedTime(world.Time, TimeSpan.Zero);
        var first = new TestHandler(async (_, stop) => await Task.Delay(TimeSpan.FromMinutes(3), world.Time, stop));
        await world.StartAsync(first, clock);
        await world.EnqueueAsync();
        await first.Started;
        var second = TestHandler.Endless();
        await world.StartAsync(second);

        clock.Skew = TimeSpan.FromMinutes(-10);
        await world.UntilAsync(JobState.Completed);

        Assert.Equal(0, second.Runs);
        Assert.Equal(1, (await world.FindAsync()).LeaseToken);
    }

    /// <summary>Another machine's wall clock; seconds pass there as here.</summary>
    private sealed class SkewedTime(TimeProvider time, TimeSpan skew) : TimeProvider
    {
        public TimeSpan Skew { get; set; } = skew;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Skew;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => time.CreateTimer(callback, state, dueTime, period);
    }
}
