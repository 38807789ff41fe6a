using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class When_another_site_sends_a_vote
{
    [Theory]
    [InlineData("http://evil.example", null)]
    [InlineData("null", null)]
    [InlineData(null, null)]
    [InlineData("http://127.0.0.1:1", null)]
    [InlineData("own", "cross-site")]
    [InlineData("own", "same-site")]
    public async Task It_is_refused(string? origin, string? fetchSite)
    {
        await using var bench = await ReviewBench.StartAsync(2);
        var answer = await SendAsync(bench, origin, fetchSite);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(await bench.SessionAsync("anna"));
    }

    [Fact]
    public async Task From_the_page_itself_it_counts()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        var answer = await SendAsync(bench, "own", "same-origin");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single((await bench.SessionAsync("anna"))!.Votes);
    }

    private static async Task<HttpResponseMessage> SendAsync(ReviewBench bench, string? origin, string? fetchSite)
    {
        using var bearer = bench.Client(ReviewBench.Anna);
        var item = (string)(await ReviewBench.StateAsync(bearer))["item"]!["id"]!;
        using var client = bench.Client(null);
        var cookie = (await client.SendAsync(Signing_in.Login(bench, ReviewBench.Anna))).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/compare/{ReviewBench.Run}/votes")
        {
            Content = JsonContent.Create(new { revision = 0, item, criterion = "Fit", choice = "Left" }),
            Headers = { { "Cookie", cookie } },
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? bench.Address.GetLeftPart(UriPartial.Authority) : origin);
        if (fetchSite is not null)
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        return await client.SendAsync(request);
    }
}
