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
        using var admin = bench.Client(ReviewBench.Admin);
        Assert.Contains("Left out: 1 pairs with a picture that is missing or damaged.", await admin.GetStringAsync($"/results/{ReviewBench.Run}"), StringComparison.Ordinal);
        var results = JsonNode.Parse(await admin.GetStringAsync($"/results/{ReviewBench.Run}/votes.json"))!["results"]!;
        Assert.Equal((2, 1), ((int)results["pairs"]!, (int)results["unreadablePairs"]!));
        Assert.DoesNotContain((await bench.SessionAsync("anna"))!.Votes, vote => vote.Item == KeyOfDamaged(bench));
    }

    private static string KeyOfDamaged(ReviewBench bench) => InstructEngine.EvalService.HumanReview.Blinding.BlindQueue.KeyOf(bench.Checkpoint.Pairs[0]);
}
