using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;

namespace InstructEngine.Shared.Tests.Language.Faults;

public sealed class When_a_request_fails_on_its_way
{
    [Theory]
    [InlineData(Fault.ServerError)]
    [InlineData(Fault.Unavailable)]
    [InlineData(Fault.HtmlErrorPage)]
    [InlineData(Fault.HtmlWithStatusOk)]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.BrokenOff)]
    [InlineData(Fault.SlowBody)]
    [InlineData(Fault.TooManyRequests)]
    public async Task It_is_sent_again_until_it_arrives(Fault fault)
    {
        await using var asking = await LanguageHarness.StartAsync(
            new ServerOptions { Script = (number, _) => number < 2 ? fault : null, RetryAfter = 0 }, ("Language:Timeout", "0.5"));

        var answer = await asking.AskAsync();

        Assert.True(answer.IsUsable, answer.Reason);
        Assert.Equal(3, asking.Server.Statistics.Requests);
        Assert.Equal(1, (await asking.Model.UsageAsync("run-1", default)).Answers);
    }

    [Theory]
    [InlineData(Fault.ServerError, "the last one gave 500: The server had an error while processing your request.")]
    [InlineData(Fault.HtmlErrorPage, "the last one gave 502: <!DOCTYPE html>")]
    [InlineData(Fault.HtmlWithStatusOk, "answered 200 with text/html instead of a JSON object")]
    [InlineData(Fault.SlowBody, "no whole answer within 0.5 s (Language:Timeout)")]
    [InlineData(Fault.Reset, "did not answer after 3 tries")]
    [InlineData(Fault.BrokenOff, "did not answer after 3 tries")]
    public async Task And_never_arrives_the_run_ends_with_what_happened_and_how_to_go_on(Fault fault, string reason)
    {
        await using var asking = await LanguageHarness.StartAsync(
            new ServerOptions { Script = (_, _) => fault }, ("Language:Timeout", "0.5"), ("Language:Retries", "2"));

        var failure = await Assert.ThrowsAsync<InstructEngine.Hosting.RunFailureException>(() => asking.AskAsync());

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Run the same command again later", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, asking.Server.Statistics.Requests);
    }

    [Fact]
    public async Task Nobody_listens()
    {
        await using var asking = await LanguageHarness.StartAsync(settings: [("Language:Endpoint", "http://127.0.0.1:9/v1"), ("Language:Retries", "1")]);

        var failure = await Assert.ThrowsAsync<InstructEngine.Hosting.RunFailureException>(() => asking.AskAsync());

        Assert.Contains("The language model small at http://127.0.0.1:9/v1 did not answer after 2 tries: Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_half_of_all_do_the_endpoint_is_left_alone_for_a_while_and_then_works_on()
    {
        var broken = true;
        await using var asking = await LanguageHarness.StartAsync(
            new ServerOptions { Script = (_, _) => broken ? Fault.ServerError : null }, ("Language:BreakDuration", "0.5"), ("Language:Retries", "100"), ("Language:Concurrency", "40"));
        var answers = Enumerable.Range(0, 40).Select(i => asking.AskAsync($"thing {i}")).ToList();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var whileBroken = asking.Server.Statistics.Requests;
        broken = false;

        Assert.All(await Task.WhenAll(answers), answer => Assert.True(answer.IsUsable, answer.Reason));

        // Without the breaker, 40 clients at a few milliseconds a try would have sent thousands.
        Assert.InRange(whileBroken, 20, 250);
    }
}
