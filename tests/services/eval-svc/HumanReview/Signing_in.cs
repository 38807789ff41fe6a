using System.Net;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class Signing_in
{
    [Fact]
    public async Task Gives_a_cookie_that_scripts_and_other_sites_do_not_get_and_that_outlives_the_server()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var client = bench.Client(null);
        using var answer = await client.SendAsync(Login(bench, ReviewBench.Anna));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(ReviewBench.Anna, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await SeenAsync(bench, cookie));

        await bench.KillAsync();
        await bench.ReviveAsync();
        Assert.Equal(HttpStatusCode.OK, await SeenAsync(bench, cookie));
    }

    [Fact]
    public async Task Fails_with_a_token_that_is_not_known()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var client = bench.Client(null);
        using var answer = await client.SendAsync(Login(bench, "<script>alert(1)</script>"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Is_refused_for_a_while_when_tokens_are_tried_out()
    {
        await using var bench = await ReviewBench.StartAsync(2, options: new(0, IPAddress.Loopback, LoginsPerMinute: 3));
        using var client = bench.Client(null);
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Login(bench, "a-guess-of-a-token-" + attempt))).StatusCode);

        using var refused = await client.SendAsync(Login(bench, ReviewBench.Anna));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);

        // Who is signed in already is not kept from working.
        using var anna = bench.Client(ReviewBench.Anna);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_of_one_reviewer_leave_the_others_alone()
    {
        await using var bench = await ReviewBench.StartAsync(2, options: new(0, IPAddress.Loopback, RequestsPerMinute: 5));
        using var anna = bench.Client(ReviewBench.Anna);
        using var ben = bench.Client(ReviewBench.Ben);
        for (var request = 0; request < 5; request++)
            Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/")).StatusCode);

        using var refused = await anna.GetAsync("/");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync("/")).StatusCode);
    }

    internal static HttpRequestMessage Login(ReviewBench bench, string token) => new(HttpMethod.Post, "/login")
    {
        Content = new FormUrlEncodedContent([new("token", token)]),
        Headers = { { "Origin", bench.Address.GetLeftPart(UriPartial.Authority) } },
    };

    private static async Task<HttpStatusCode> SeenAsync(ReviewBench bench, string cookie)
    {
        using var client = bench.Client(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/compare/{ReviewBench.Run}/state");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        return (await client.SendAsync(request)).StatusCode;
    }
}
