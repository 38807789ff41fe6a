using System.Net;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class Who_may_see_which_page
{
    private const string Compare = $"/compare/{ReviewBench.Run}";
    private const string Results = $"/results/{ReviewBench.Run}";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna-0123456789abcdeX")]
    [InlineData("anna")]
    public async Task Nobody_without_a_token_of_the_list(string? token)
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var client = bench.Client(token);
        foreach (var path in new[] { "/", Compare, Compare + "/state", Compare + "/pictures/0123", Results, Results + "/votes.csv", "/nowhere" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }
    }

    [Fact]
    public async Task Nobody_with_a_cookie_that_was_made_up()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var client = bench.Client(null);
        foreach (var cookie in new[] { "YW5uYQ.1.AAAA", "YW5uYQ.99999999999.", "...", new string('a', 5000), "YW5uYQ" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Compare);
            request.Headers.TryAddWithoutValidation("Cookie", $"review-{bench.Address.Port}={cookie}");
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Annotators_compare_and_the_admin_sees_results()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var anna = bench.Client(ReviewBench.Anna);
        using var admin = bench.Client(ReviewBench.Admin);

        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync(Compare)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync(Results)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync(Results + "/votes.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(Results)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(Results + "/votes.json")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync(Compare + "/state")).StatusCode);
        Assert.Contains(Compare, await anna.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains(Results, await admin.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_are_none_are_not_found()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var anna = bench.Client(ReviewBench.Anna);
        foreach (var run in new[] { "other", "..%2f..", "a%00b", new string('x', 2000), "%F0%9F%92%A5" })
            Assert.Contains((await anna.GetAsync($"/compare/{run}/state")).StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
    }
}
