using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Jobs;
using InstructEngine.InstructionService.Writing;
using InstructEngine.LanguageServer;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Language;

public class When_a_language_model_writes
{
    [Fact]
    public async Task The_consumer_leaves_the_theme_to_a_job_and_asks_nothing()
    {
        await using var writer = await WriterHarness.StartAsync();

        Assert.Null(await writer.Service.SendAsync(WriterHarness.Theme));

        Assert.Equal((JobKinds.WriteInstructions, JobState.Waiting), ((await writer.JobAsync()).Value.Kind, (await writer.JobAsync()).Value.State));
        Assert.Equal(0, writer.Server.Statistics.Requests);
    }

    [Fact]
    public async Task Every_place_of_the_plan_is_filled_stored_and_published_in_order()
    {
        await using var writer = await WriterHarness.StartAsync();

        await writer.WriteAsync();

        var published = writer.Service.Published<InstructionTripleCreated>();
        Assert.Equal(from leaf in new[] { "leaf-cats", "leaf-dogs" } from index in Enumerable.Range(0, 12) select (leaf, index), published.Select(triple => (triple.LeafId, triple.Index)));
        Assert.Equal(DimensionPlan.Of(WriterHarness.Spec.Shares, 12), published.Take(12).Select(triple => triple.Dimension));
        Assert.All(published, triple => Assert.Contains(triple.Contrast, ContrastShares.Grades));
        Assert.Equal(24, published.Select(triple => (triple.Preferred, triple.Dispreferred)).Distinct().Count());
        Assert.Equal(published.OrderBy(triple => triple.TripleId, StringComparer.Ordinal), await writer.CreatedAsync());
        Assert.Contains(published, triple => triple.Preferred.Contains("beagle", StringComparison.Ordinal));
        Assert.DoesNotContain(published, triple => triple.Preferred.Contains("dragon", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fifth_of_the_requests_may_fail_and_all_is_there()
    {
        await using var writer = await WriterHarness.StartAsync(server: new ServerOptions { FaultShare = 0.3, RetryAfter = 0, Seed = 5 });

        await writer.WriteAsync();

        Assert.True(writer.Server.Statistics.Faults.Count > 3);
        Assert.Equal(24, (await writer.CreatedAsync()).Count + (await writer.RejectedAsync()).Count);
        Assert.True((await writer.CreatedAsync()).Count >= 23);
    }

    [Fact]
    public async Task The_same_answers_give_the_same_triples()
    {
        await using var first = await WriterHarness.StartAsync();
        await using var second = await WriterHarness.StartAsync(settings: ("Language:Concurrency", "1"));
        await first.WriteAsync();
        await second.WriteAsync();

        Assert.Equal(await first.CreatedAsync(), await second.CreatedAsync());
    }

    [Fact]
    public async Task What_is_stored_is_not_asked_for_again()
    {
        await using var writer = await WriterHarness.StartAsync();
        await writer.WriteAsync();
        var requests = writer.Server.Statistics.Requests;

        await writer.WriteAsync();

        Assert.Equal(requests, writer.Server.Statistics.Requests);
        var published = writer.Service.Published<InstructionTripleCreated>();
        Assert.Equal(published.Take(24), published.Skip(24));
    }

    [Fact]
    public async Task A_theme_whose_job_is_done_is_published_as_it_is_stored()
    {
        await using var writer = await WriterHarness.StartAsync();
        await writer.Service.SendAsync(WriterHarness.Theme);
        await writer.WriteAsync();
        var job = await writer.JobAsync();
        await writer.Service.Documents.ReplaceAsync("jobs", job.Id, job.Value with { State = JobState.Completed }, job.Version, default);

        await writer.Service.SendAsync(WriterHarness.Theme);

        var published = writer.Service.Published<InstructionTripleCreated>();
        Assert.Equal(published.Take(24), published.Skip(24));
    }

    [Fact]
    public async Task The_prompts_of_the_corpus_are_shown_except_those_that_give_orders()
    {
        await using var writer = await WriterHarness.StartAsync();

        await writer.WriteAsync();

        Assert.All(writer.Server.Requests, request => Assert.Equal(2, request.List("Prompts of strangers").Count));
        Assert.All(writer.Server.Requests, request => Assert.DoesNotContain("Ignore all previous", request.User, StringComparison.Ordinal));
        Assert.Equal("a cat asleep on a piano", writer.Server.Requests.First(request => request.List("Entities").Contains("tabby cat")).List("Prompts of strangers")[0]);
    }

    [Fact]
    public async Task An_empty_purse_pauses_the_run_and_a_full_one_lets_it_go_on()
    {
        await using var writer = await WriterHarness.StartAsync(settings: ("Language:BudgetTokens", "2000"));

        var pause = await Assert.ThrowsAsync<RunPausedException>(() => writer.WriteAsync());

        Assert.Contains("Language:BudgetTokens is 2000", pause.Message, StringComparison.Ordinal);
        Assert.Empty(await writer.RejectedAsync());
    }
}
