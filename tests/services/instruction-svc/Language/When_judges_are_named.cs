using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.InstructionService.Judging;
using InstructEngine.LanguageServer;
using InstructEngine.LanguageServer.Faults;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Language;

public class When_judges_are_named
{
    private static readonly InstructionSpec ByRules = Specs.Instructions with { Referees = ["strict", "mild", "kind"] };

    private static readonly ThemeExpanded Rings = new("run-1", "theme-1", "Rings", "", [Leaves.Of("red ring"), Leaves.Of("blue ring")], []);

    [Theory]
    [InlineData(1, 20, 0)]
    [InlineData(2, 0, 20)]
    public async Task More_than_half_of_them_must_be_for_a_triple(int against, int created, int rejected)
    {
        await using var writer = await WriterHarness.StartAsync(ByRules, new ServerOptions { Answer = request => Votes(request, keep: Array.IndexOf(["strict", "mild", "kind"], request.Model) >= against) });

        await writer.WriteAsync(Rings);

        Assert.Equal((created, rejected), ((await writer.CreatedAsync()).Count, (await writer.RejectedAsync()).Count));
        Assert.All(await writer.RejectedAsync(), triple => Assert.Equal((LanguageRejections.Referees, "1 of 3 referees were for it; more than half must be."), (triple.Kind, triple.Reason)));
    }

    [Fact]
    public async Task One_who_gives_no_usable_vote_is_against()
    {
        await using var writer = await WriterHarness.StartAsync(
            ByRules with { Referees = ["strict"] }, new ServerOptions { Answer = _ => """{"votes": [{"item": 1, "keep": 2}]}""" });

        await writer.WriteAsync(Rings);

        Assert.Empty(await writer.CreatedAsync());
        Assert.All(
            await writer.RejectedAsync(),
            triple => Assert.Equal("0 of 1 referees were for it; more than half must be. 1 gave no vote that can be used.", triple.Reason));
    }

    [Fact]
    public async Task What_they_refuse_is_written_anew_by_a_language_model()
    {
        await using var writer = await WriterHarness.StartAsync(WriterHarness.Spec with { Referees = ["one", "two", "three"] });

        await writer.WriteAsync();

        Assert.Equal(24, (await writer.CreatedAsync()).Count + (await writer.RejectedAsync()).Count);
        Assert.True((await writer.CreatedAsync()).Count >= 22);
        Assert.Equal(["one", "three", "two", "writer"], writer.Server.Requests.Select(request => request.Model).Distinct().Order());
    }

    [Fact]
    public async Task What_the_moderation_flags_is_rejected_with_the_category()
    {
        await using var writer = await WriterHarness.StartAsync(
            Specs.Instructions with { Moderation = "judge" }, new ServerOptions { FlaggedWord = "blue" });

        await writer.WriteAsync(Rings);

        var rejected = await writer.RejectedAsync();
        Assert.NotEmpty(await writer.CreatedAsync());
        Assert.True(rejected.Count(triple => triple.LeafId == "leaf-blue ring") == 10);
        Assert.All(rejected, triple => Assert.Equal((LanguageRejections.Moderation, "The moderation flags it: violence/graphic."), (triple.Kind, triple.Reason)));
    }

    [Theory]
    [InlineData(Fault.NotFound, "is not there (404)")]
    [InlineData(Fault.WrongKey, "refuses the key (401)")]
    [InlineData(Fault.ServerError, "did not answer after 2 tries")]
    public async Task Without_a_moderation_nothing_passes(Fault fault, string reason)
    {
        await using var writer = await WriterHarness.StartAsync(
            Specs.Instructions with { Moderation = "judge" }, new ServerOptions { ModerationFault = fault }, ("Language:Retries", "1"));

        var failure = await Assert.ThrowsAsync<RunFailureException>(() => writer.WriteAsync(Rings));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Empty(await writer.CreatedAsync());
    }

    [Fact]
    public async Task A_moderation_that_cannot_be_read_lets_nothing_pass()
    {
        await using var writer = await WriterHarness.StartAsync(Specs.Instructions with { Moderation = "judge" }, new ServerOptions { ModerationFault = Fault.MissingProperty });

        await writer.WriteAsync(Rings);

        Assert.Empty(await writer.CreatedAsync());
        Assert.All(await writer.RejectedAsync(), triple => Assert.Contains("cannot be read, so nothing of it passes", triple.Reason, StringComparison.Ordinal));
    }

    private static string Votes(ChatRequest request, bool keep) =>
        JsonSerializer.Serialize(new { votes = Enumerable.Range(1, request.Data("Items")!.Value.GetArrayLength()).Select(item => new { item, keep = keep ? 1 : 0 }) });
}
