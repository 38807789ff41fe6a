using System.Diagnostics;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Renderers.Endpoints;

public sealed class When_an_endpoint_is_busy_or_breaks_off
{
    [Fact]
    public async Task It_is_asked_again_after_the_time_it_wants()
    {
        await using var server = await ImagesServer.StartAsync(async (before, context, _) =>
        {
            if (before > 0)
                return false;
            context.Response.Headers.RetryAfter = "1";
            await ImagesServer.ErrorAsync(context, 429, "Rate limit reached", "rate_limit_exceeded");
            return true;
        });
        await using var harness = await server.ServiceAsync();
        var clock = Stopwatch.StartNew();
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Single(harness.Published<ImagePairRendered>());
        Assert.Equal(3, server.Asked.Count);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 60);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("408")]
    [InlineData("break")]
    [InlineData("half")]
    [InlineData("slow")]
    [InlineData("page")]
    public async Task A_failure_that_passes_costs_a_try_and_no_image(string fault)
    {
        await using var server = await ImagesServer.StartAsync(async (before, context, body) =>
        {
            if (before % 2 == 1)
                return false;
            await FailAsync(context, fault);
            return true;
        });
        await using var harness = await server.ServiceAsync(settings: ("Timeout", "0.5"));
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Equal(0, Assert.Single(harness.Published<ImagePairRendered>()).Attempt);
        Assert.InRange(server.Asked.Count, 3, 8);
    }

    [Theory]
    [InlineData("500", "did not draw in 3 tries; the last one gave 500: the server fell over")]
    [InlineData("break", "did not answer")]
    [InlineData("slow", "no whole answer within 0.3 s (Render:Endpoints:test:Timeout), 3 times")]
    [InlineData("page", "text/html instead of a JSON object")]
    public async Task A_failure_that_stays_ends_the_run_and_says_how_it_goes_on(string fault, string said)
    {
        await using var server = await ImagesServer.StartAsync(async (_, context, _) =>
        {
            await FailAsync(context, fault);
            return true;
        });
        await using var harness = await server.ServiceAsync(settings: [("Timeout", "0.3"), ("Retries", "2")]);
        var failure = Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2)));
        Assert.Contains($"Renderer 'test/painter-1' at {server.Url}/v1", failure.Message);
        Assert.Contains(said, failure.Message);
        Assert.Contains("it goes on where it stopped", failure.Message);
        Assert.InRange(server.Asked.Count, 3, 6);
        Assert.Empty(harness.Published<ImagePairRejected>());
    }

    [Theory]
    [InlineData("3600", null, "it asks to wait 3600 s")]
    [InlineData(null, "insufficient_quota", "has no quota left: You exceeded your quota (insufficient_quota)")]
    public async Task Waiting_that_is_no_use_is_not_done(string? retryAfter, string? code, string said)
    {
        await using var server = await ImagesServer.StartAsync(async (_, context, _) =>
        {
            if (retryAfter is not null)
                context.Response.Headers.RetryAfter = retryAfter;
            await ImagesServer.ErrorAsync(context, 429, "You exceeded your quota", code);
            return true;
        });
        await using var harness = await server.ServiceAsync();
        Assert.Contains(said, Assert.IsType<RunFailureException>(await harness.SendAsync(DemoPairs.Triple(2))).Message);
        Assert.InRange(server.Asked.Count, 1, 2);
    }

    private static async Task FailAsync(HttpContext context, string fault)
    {
        switch (fault)
        {
            case "break":
                context.Abort();
                break;
            case "half":
                context.Response.ContentType = "application/json";
                context.Response.ContentLength = 5000;
                await context.Response.WriteAsync("""{"data":[{"b64_json":"iVBOR""");
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case "slow":
                await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "page":
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Bad gateway</html>");
                break;
            default:
                await ImagesServer.ErrorAsync(context, int.Parse(fault), "the server fell over");
                break;
        }
    }
}
