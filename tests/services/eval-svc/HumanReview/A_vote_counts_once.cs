using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class A_vote_counts_once
{
    [Fact]
    public async Task However_often_it_is_sent_at_the_same_time()
    {
        await using var bench = await ReviewBench.StartAsync(3);
        using var anna = bench.Client(ReviewBench.Anna);
        var view = await ReviewBench.StateAsync(anna);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ReviewBench.VoteAsync(anna, view, "Right")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single((await bench.SessionAsync("anna"))!.Votes);
        Assert.Equal(1, (int)(await ReviewBench.StateAsync(anna))["revision"]!);
    }

    [Fact]
    public async Task And_another_answer_to_the_same_question_changes_nothing()
    {
        await using var bench = await ReviewBench.StartAsync(3);
        using var anna = bench.Client(ReviewBench.Anna);
        var view = await ReviewBench.StateAsync(anna);
        await ReviewBench.VoteAsync(anna, view, "Right");
        var before = (await bench.SessionAsync("anna"))!.Votes.Single();
        using var second = await ReviewBench.VoteAsync(anna, view, "Left");

        // It is told where the other window has got to.
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal("Looks", (string)(await second.Content.ReadFromJsonAsync<JsonNode>())!["item"]!["criterion"]!);
        Assert.Equal(before, (await bench.SessionAsync("anna"))!.Votes.Single());
    }

    [Fact]
    public async Task And_can_be_taken_back_once()
    {
        await using var bench = await ReviewBench.StartAsync(3);
        using var anna = bench.Client(ReviewBench.Anna);
        for (var vote = 0; vote < 4; vote++)
            await ReviewBench.VoteAsync(anna, await ReviewBench.StateAsync(anna), "Tie");
        var before = await ReviewBench.StateAsync(anna);
        var undo = new { revision = (int)before["revision"]! };
        using var first = await anna.PostAsJsonAsync($"/compare/{ReviewBench.Run}/undo", undo);
        using var again = await anna.PostAsJsonAsync($"/compare/{ReviewBench.Run}/undo", undo);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(3, (await bench.SessionAsync("anna"))!.Votes.Count);
        Assert.Equal("Fit", (string)(await ReviewBench.StateAsync(anna))["item"]!["criterion"]!);
    }

    [Fact]
    public async Task And_is_there_after_a_kill()
    {
        await using var bench = await ReviewBench.StartAsync(3);
        using var anna = bench.Client(ReviewBench.Anna);
        var view = await ReviewBench.StateAsync(anna);
        await ReviewBench.VoteAsync(anna, view, "Left");
        await bench.KillAsync();
        await bench.ReviveAsync();

        var after = await ReviewBench.StateAsync(anna);
        Assert.Equal((string)view["item"]!["id"]!, (string)after["item"]!["id"]!);
        Assert.Equal((string)view["item"]!["left"]!, (string)after["item"]!["left"]!);
        Assert.Equal("Left", (string)after["item"]!["answered"]!["Fit"]!);
    }
}
