using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class A_picture_that_is_damaged_is_left_out
{
    [Fact]
    public async Task And_the_others_are_judged()
    {
        await using var bench = await ReviewBench.StartAsync(3, damaged: true);
        using var anna = bench.Client(ReviewBench.Anna);
        JsonNode view;
        while ((view = await ReviewBench.StateAsync(anna))["item"] is not null)
            Assert.True((await ReviewBench.VoteAsync(anna, view, "Left")).IsSuccessStatusCode);

        Assert.Equal(2, (int)view["done"]!);
        Assert.Equal(2, (int)view["total"]!);
        Assert.DoesNotContain((await bench.SessionAsync("anna"))!.Votes, vote => vote.Item == KeyOfDamaged(bench));
    }

    [Fact]
    public async Task And_counted_in_the_results()
    {
        await using var bench = await ReviewBench.StartAsync(3, damaged: true);
        using var anna = bench.Client(ReviewBench.Anna);
        using var admin = bench.Client(ReviewBench.Admin);
        var before = (await admin.GetFromJsonAsync<JsonNode>(File))!["results"]!;
        JsonNode view;
        while ((view = await ReviewBench.StateAsync(anna))["item"] is not null)
            await ReviewBench.VoteAsync(anna, view, "Left");

        // What was found stays known to the server that comes after.
        await bench.KillAsync();
        await bench.ReviveAsync();

        var results = (await admin.GetFromJsonAsync<JsonNode>(File))!["results"]!;
        Assert.Equal((3, 0), ((int)before["pairs"]!, (int)before["unreadablePairs"]!));
        Assert.Equal((2, 1), ((int)results["pairs"]!, (int)results["unreadablePairs"]!));
        Assert.Contains("Left out: 1 pair with a picture that cannot be read.", await admin.GetStringAsync($"/results/{ReviewBench.Run}"), StringComparison.Ordinal);
    }

    private const string File = $"/results/{ReviewBench.Run}/votes.json";

    private static string KeyOfDamaged(ReviewBench bench) => InstructEngine.EvalService.HumanReview.Blinding.BlindQueue.KeyOf(bench.Checkpoint.Pairs[0]);
}
