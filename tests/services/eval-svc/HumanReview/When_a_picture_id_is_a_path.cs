using System.Net;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class When_a_picture_id_is_a_path
{
    [Fact]
    public async Task Nothing_is_found()
    {
        await using var bench = await ReviewBench.StartAsync(2);
        using var anna = bench.Client(ReviewBench.Anna);
        using var ben = bench.Client(ReviewBench.Ben);
        var bens = (string)(await ReviewBench.StateAsync(ben))["item"]!["left"]!;
        foreach (var id in new[]
        {
            "..%2f..%2frun.db", "%2e%2e%2f%2e%2e%2frun.db", "..%5c..%5crun.db", "%2fetc%2fpasswd", "....%2f%2f", "%00", "a%00.png", "%F0%9F%92%A5", new string('a', 4000),
            bench.Checkpoint.Pairs[0].Base.Sha256, bench.Checkpoint.Pairs[0].Aligned.Sha256, bens,
        })
        {
            using var answer = await anna.GetAsync($"/compare/{ReviewBench.Run}/pictures/{id}");
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
            Assert.NotEqual("image/png", answer.Content.Headers.ContentType?.MediaType);
        }
    }
}
