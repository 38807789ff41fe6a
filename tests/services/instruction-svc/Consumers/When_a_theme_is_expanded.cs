using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Hosting.Runs;
using InstructEngine.InstructionService;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.Instructions.Consumers;

public class When_a_theme_is_expanded
{
    private static readonly ThemeExpanded Rings = new(
        "run-1", "theme-1", "Rings", "", [Leaves.Of("red ring"), Leaves.Of("castle") with { OutsideWorld = "no castle" }, Leaves.Of("blue ring")], []);

    [Fact]
    public async Task The_triples_of_its_drawable_leaves_are_stored_and_published_in_order()
    {
        await using var service = await StartAsync();

        Assert.Null(await service.SendAsync(Rings));

        var published = service.Published<InstructionTripleCreated>();
        Assert.Equal(
            from leaf in new[] { "leaf-red ring", "leaf-blue ring" } from index in Enumerable.Range(0, 10) select (leaf, index),
            published.Select(triple => (triple.LeafId, triple.Index)));
        Assert.Equal(
            published.OrderBy(triple => triple.TripleId, StringComparer.Ordinal),
            await service.StoredAsync<InstructionTripleCreated>(Collections.Triples, "run-1"));
    }

    [Fact]
    public async Task A_second_delivery_publishes_the_same_and_stores_nothing_more()
    {
        await using var service = await StartAsync();
        await service.SendAsync(Rings);
        var first = service.Published<InstructionTripleCreated>();

        await service.SendAsync(Rings);

        Assert.Equal([.. first, .. first], service.Published<InstructionTripleCreated>());
        Assert.Equal(20, await service.Documents.CountAsync(Collections.Triples, "run-1", default));
    }

    [Fact]
    public async Task A_stored_triple_wins_over_one_that_would_be_written_now()
    {
        await using var service = await StartAsync();
        var written = Leaves.Write(Leaves.Of("red ring"), 10).Created().First();
        var reviewed = written with { Base = "one red ring, please" };
        await service.Documents.InsertIfAbsentAsync(Collections.Triples, reviewed.TripleId, "run-1", reviewed, default);

        await service.SendAsync(Rings);

        Assert.Equal(reviewed, service.Published<InstructionTripleCreated>()[0]);
    }

    [Fact]
    public async Task Rejected_triples_are_stored_and_published_with_their_reason()
    {
        await using var service = await StartAsync();

        await service.SendAsync(Rings with { Subtopics = [Leaves.Of("ring")] });

        var rejected = service.Published<InstructionTripleRejected>();
        Assert.Equal(10, rejected.Count);
        Assert.Empty(service.Published<InstructionTripleCreated>());
        Assert.Equal(
            rejected.OrderBy(triple => triple.TripleId, StringComparer.Ordinal),
            await service.StoredAsync<InstructionTripleRejected>(Collections.RejectedTriples, "run-1"));
    }

    [Fact]
    public async Task A_run_that_has_ended_gets_no_triples()
    {
        await using var service = await StartAsync(RunState.Cancelled);

        Assert.Null(await service.SendAsync(Rings));

        Assert.Empty(service.Published<InstructionTripleCreated>());
        Assert.Equal(0, await service.Documents.CountAsync(Collections.Triples, "run-1", default));
    }

    [Fact]
    public async Task A_run_that_is_not_in_the_store_points_at_the_store()
    {
        await using var service = await StartAsync();

        var failure = Assert.IsType<RunFailureException>(await service.SendAsync(Rings with { RunId = "run-2" }));

        Assert.Contains("Run run-2 is not in the document store that instruction-svc reads", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 1)]
    [InlineData(21, 0)]
    public async Task The_last_one_completes_the_instructions(int expected, int announced)
    {
        await using var service = await StartAsync();
        await service.Documents.InsertIfAbsentAsync(Collections.Taxonomies, "run-1", "run-1", new TaxonomyCompleted("run-1", 1, 2, 1, expected), default);

        await service.SendAsync(Rings);

        Assert.Equal(announced, service.Published<InstructionsCompleted>().Count);
    }

    [Fact]
    public async Task A_run_that_ends_with_its_taxonomy_gets_no_triples()
    {
        await using var service = await ServiceHarness.StartAsync(new InstructionModule());
        await service.InsertRunAsync("run-1", Specs.Demo with { Until = RunEnds.Taxonomy });

        Assert.Null(await service.SendAsync(Rings));

        Assert.Equal(0, await service.Documents.CountAsync(Collections.Triples, "run-1", default));
    }

    private static async Task<ServiceHarness> StartAsync(RunState state = RunState.Running)
    {
        var service = await ServiceHarness.StartAsync(new InstructionModule());
        await service.InsertRunAsync("run-1", Specs.Demo, state);
        return service;
    }
}
