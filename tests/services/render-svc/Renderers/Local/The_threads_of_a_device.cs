using InstructEngine.RenderService.Renderers;
using InstructEngine.RenderService.Renderers.Local;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Local;

public sealed class The_threads_of_a_device
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_so_many_at_once_and_no_more(int concurrency)
    {
        using var threads = Threads(concurrency);
        var (now, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => threads.RunAsync(
            () =>
            {
                var running = Interlocked.Increment(ref now);
                InterlockedMax(ref most, running);
                Thread.Sleep(5);
                return Interlocked.Decrement(ref now);
            },
            default)));
        Assert.Equal(concurrency, most);
        Assert.InRange(threads.Busy.TotalSeconds, 40 * 0.004, 60);
    }

    [Fact]
    public async Task Give_back_what_was_thrown_and_go_on()
    {
        using var threads = Threads(1);
        await Assert.ThrowsAsync<FormatException>(() => threads.RunAsync<int>(() => throw new FormatException(), default));
        Assert.Equal(5, await threads.RunAsync(() => 5, default));
    }

    [Fact]
    public async Task Do_not_begin_what_was_cancelled_while_it_waited()
    {
        using var threads = Threads(1);
        using var stop = new CancellationTokenSource();
        using var held = new ManualResetEventSlim();
        var first = threads.RunAsync(
            () =>
            {
                held.Wait();
                return 1;
            },
            default);
        var begun = false;
        var second = threads.RunAsync(() => begun = true, stop.Token);
        await stop.CancelAsync();
        held.Set();
        Assert.Equal(1, await first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(begun);
    }

    private static DrawingThreads Threads(int concurrency) => new(new RenderOptions("cpu", concurrency, new Dictionary<string, EndpointOptions>()));

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
