using System.Diagnostics;
using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;

namespace InstructEngine.Shared.Tests.Language.Faults;

public sealed class When_the_server_is_too_busy
{
    [Fact]
    public async Task Its_Retry_After_is_waited_for()
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Script = (number, _) => number == 0 ? Fault.TooManyRequests : null, RetryAfter = 1 });
        var clock = Stopwatch.StartNew();

        Assert.True((await asking.AskAsync()).IsUsable);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 30);
        Assert.Equal(2, asking.Server.Statistics.Requests);
    }

    [Fact]
    public async Task All_requests_wait_together_so_that_a_storm_stays_small()
    {
        var begin = Stopwatch.StartNew();
        await using var asking = await LanguageHarness.StartAsync(
            new ServerOptions { Script = (_, _) => begin.Elapsed < TimeSpan.FromSeconds(3) ? Fault.TooManyRequests : null, RetryAfter = 1 }, ("Language:Retries", "20"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => asking.AskAsync($"thing {i}")));

        Assert.All(answers, answer => Assert.True(answer.IsUsable, answer.Reason));

        // 8 at a time, once a second for three seconds, and the 30 that are answered.
        Assert.InRange(asking.Server.Statistics.Requests, 31, 30 + 8 * 6);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_ends_the_run_at_once()
    {
        await using var asking = await LanguageHarness.StartAsync(
            new ServerOptions { Script = (_, _) => Fault.TooManyRequests, RetryAfter = 7200 }, ("Language:MaxRetryAfter", "60"));

        var failure = await Assert.ThrowsAsync<InstructEngine.Hosting.RunFailureException>(() => asking.AskAsync());

        Assert.Contains("asks to wait 7200 s before the next request; Language:MaxRetryAfter allows 60 s", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, asking.Server.Statistics.Requests);
    }

    [Fact]
    public async Task No_more_are_asked_at_a_time_than_the_settings_say()
    {
        await using var asking = await LanguageHarness.StartAsync(new ServerOptions { Latency = TimeSpan.FromMilliseconds(30) }, ("Language:Concurrency", "3"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => asking.AskAsync($"thing {i}")));

        Assert.Equal(3, asking.Server.Statistics.MostUnderWay);
    }
}
