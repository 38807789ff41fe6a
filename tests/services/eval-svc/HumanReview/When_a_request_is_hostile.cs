using System.Net;
using System.Text;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class When_a_request_is_hostile
{
    private const string Votes = $"/compare/{ReviewBench.Run}/votes";

    [Theory]
    [InlineData("", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"revision\": 0", 400)]
    [InlineData("{\"revision\": \"x\", \"item\": \"a\"}", 400)]
    [InlineData("{\"revision\": 0, \"item\": null, \"criterion\": \"Fit\", \"choice\": \"Left\"}", 400)]
    [InlineData("{\"revision\": 0, \"item\": \"abc\", \"criterion\": \"Beauty\", \"choice\": \"Left\"}", 400)]
    [InlineData("{\"revision\": 0, \"item\": \"abc\", \"criterion\": \"Fit\", \"choice\": 7}", 400)]
    [InlineData("{\"revision\": 0, \"item\": \"../../run.db\", \"criterion\": \"Fit\", \"choice\": \"Left\"}", 400)]
    [InlineData("{\"revision\": 0, \"item\": \"0123456789abcdef0123456789abcdef\", \"criterion\": \"Fit\", \"choice\": \"Left\"}", 404)]
    public async Task A_body_that_is_no_vote_is_refused(string body, int status)
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var anna = bench.Client(ReviewBench.Anna);
        using var answer = await anna.PostAsync(Votes, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains("error", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await bench.SessionAsync("anna"));
    }

    [Fact]
    public async Task Another_type_or_a_huge_body_is_refused()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var anna = bench.Client(ReviewBench.Anna);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await anna.PostAsync(Votes, new StringContent("{}", Encoding.UTF8, "text/plain"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await anna.PostAsync(Votes, new StringContent("{\"item\": \"" + new string('x', 1 << 20) + "\"}", Encoding.UTF8, "application/json"))).StatusCode);
    }

    [Fact]
    public async Task Every_answer_says_what_the_browser_must_not_do()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var anna = bench.Client(ReviewBench.Anna);
        using var nobody = bench.Client(null);
        foreach (var (client, path) in new[] { (anna, "/"), (anna, $"/compare/{ReviewBench.Run}"), (anna, "/nowhere"), (nobody, "/login"), (nobody, "/"), (nobody, "/assets/compare.js") })
        {
            using var answer = await client.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
    }
}
