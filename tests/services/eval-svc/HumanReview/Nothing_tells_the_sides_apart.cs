using System.Text.Json.Nodes;
using InstructEngine.EvalService.HumanReview.Blinding;
using InstructEngine.EvalService.HumanReview.Voting;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.HumanReview;

public class Nothing_tells_the_sides_apart
{
    [Fact]
    public async Task Files_are_as_long_and_answered_alike()
    {
        await using var bench = await ReviewBench.StartAsync(4);
        using var anna = bench.Client(ReviewBench.Anna);
        var item = (await ReviewBench.StateAsync(anna))["item"]!;
        using var left = await anna.GetAsync($"/compare/{ReviewBench.Run}/pictures/{item["left"]}");
        using var right = await anna.GetAsync($"/compare/{ReviewBench.Run}/pictures/{item["right"]}");

        Assert.Equal((await left.Content.ReadAsByteArrayAsync()).Length, (await right.Content.ReadAsByteArrayAsync()).Length);
        Assert.NotEqual(await left.Content.ReadAsByteArrayAsync(), await right.Content.ReadAsByteArrayAsync());
        Assert.Equal(Headers(left), Headers(right));
        Assert.DoesNotContain(Headers(left), header => header.StartsWith("ETag", StringComparison.OrdinalIgnoreCase) || header.StartsWith("Last-Modified", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Cache-Control: no-store, private", Headers(left));
    }

    [Fact]
    public async Task The_page_and_its_calls_name_neither_model_nor_file()
    {
        await using var bench = await ReviewBench.StartAsync(4);
        using var anna = bench.Client(ReviewBench.Anna);
        var told = (await ReviewBench.StateAsync(anna)).ToJsonString() + await anna.GetStringAsync($"/compare/{ReviewBench.Run}");
        foreach (var word in bench.Checkpoint.Pairs.SelectMany(pair => new[] { pair.Base.Sha256, pair.Aligned.Sha256 }).Concat(["aligned", "checkpoint", "winner"]))
            Assert.DoesNotContain(word, told, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Sides_and_ids_differ_by_annotator_and_half_are_swapped()
    {
        await using var bench = await ReviewBench.StartAsync(200);
        var secret = new byte[32];
        var anna = new BlindQueue(bench.Checkpoint, secret, "anna");
        var ben = new BlindQueue(bench.Checkpoint, secret, "ben");

        Assert.InRange(anna.Items.Count(item => item.AlignedLeft), 75, 125);
        Assert.InRange(anna.Items.Count(item => item.AlignedLeft == ben.WithKey(item.Key)!.AlignedLeft), 75, 125);
        Assert.Empty(anna.Items.SelectMany(item => new[] { item.Id, item.Left, item.Right }).Intersect(ben.Items.SelectMany(item => new[] { item.Id, item.Left, item.Right })));
    }

    [Fact]
    public async Task Annotators_meet_the_same_blocks_in_orders_of_their_own()
    {
        await using var bench = await ReviewBench.StartAsync(60);
        var secret = new byte[32];
        var blocks = new[] { "anna", "ben" }.Select(name => new BlindQueue(bench.Checkpoint, secret, name).Items.Chunk(BlindQueue.BlockSize).ToArray()).ToArray();
        for (var block = 0; block < 3; block++)
        {
            Assert.Equal(blocks[0][block].Select(item => item.Key).Order(), blocks[1][block].Select(item => item.Key).Order());
            Assert.NotEqual(blocks[0][block].Select(item => item.Key), blocks[1][block].Select(item => item.Key));
        }
    }

    [Fact]
    public async Task And_answers_are_stored_for_the_right_model()
    {
        await using var bench = await ReviewBench.StartAsync(12);
        using var anna = bench.Client(ReviewBench.Anna);
        JsonNode view;
        while ((view = await ReviewBench.StateAsync(anna))["item"] is not null)
            await ReviewBench.VoteAsync(anna, view, "Left");

        var votes = (await bench.SessionAsync("anna"))!.Votes;
        Assert.Equal(36, votes.Count);
        Assert.All(votes, vote => Assert.Equal(vote.AlignedLeft ? Preference.Aligned : Preference.Base, vote.Preferred));
        Assert.Contains(votes, vote => vote.AlignedLeft);
        Assert.Contains(votes, vote => !vote.AlignedLeft);
    }

    private static string[] Headers(HttpResponseMessage answer) =>
        [.. answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order()];
}
