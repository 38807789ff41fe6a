using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.RenderService.Pairs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class When_drawing_a_triple_ends_the_process
{
    /// <summary>As a quorum queue counts.</summary>
    private static readonly KeyValuePair<string, object> DeliveredOften = new("x-delivery-count", 4L);

    [Fact]
    public async Task It_is_rejected_with_a_reason_after_the_third_time()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer);
        var triple = DemoPairs.Triple(2);
        await StartAsync(harness, triple, SuspectTriples.MaxCrashes);

        Assert.Null(await harness.SendAsync(triple, DeliveredOften));

        Assert.Empty(renderer.Drawn);
        var rejected = Assert.Single(harness.Published<ImagePairRejected>());
        Assert.StartsWith("crash: the service ended 3 times", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(rejected, Assert.Single(await harness.StoredAsync<ImagePairRejected>(Collections.RejectedPairs, DemoPairs.RunId)));
    }

    [Fact]
    public async Task It_is_drawn_once_more_before_that()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer);
        var triple = DemoPairs.Triple(2);
        await StartAsync(harness, triple, SuspectTriples.MaxCrashes - 1);

        Assert.Null(await harness.SendAsync(triple, DeliveredOften));

        Assert.Single(renderer.Drawn);
        Assert.Single(harness.Published<ImagePairRendered>());
    }

    [Fact]
    public async Task Its_neighbours_that_were_delivered_as_often_are_drawn_and_remembered_as_harmless()
    {
        var renderer = new FakeRenderer();
        await using var harness = await RenderBench.StartAsync(renderer);

        Assert.Null(await harness.SendAsync(DemoPairs.Triple(1), DeliveredOften));
        Assert.Null(await harness.SendAsync(DemoPairs.Triple(4), DeliveredOften));

        Assert.Equal(2, harness.Published<ImagePairRendered>().Count);
        Assert.All(await harness.StoredAsync<SuspectTriple>(Collections.SuspectTriples, DemoPairs.RunId), neighbour => Assert.Equal(0, neighbour.Starts));
    }

    [Fact]
    public async Task One_that_throws_has_not_ended_the_process()
    {
        await using var harness = await RenderBench.StartAsync(new FakeRenderer((_, _) => throw new InvalidOperationException("boom")));

        Assert.NotNull(await harness.SendAsync(DemoPairs.Triple(1), DeliveredOften));

        Assert.Equal(0, Assert.Single(await harness.StoredAsync<SuspectTriple>(Collections.SuspectTriples, DemoPairs.RunId)).Starts);
    }

    private static Task<bool> StartAsync(ServiceHarness harness, InstructionTripleCreated triple, int times) =>
        harness.Documents.InsertIfAbsentAsync(Collections.SuspectTriples, triple.TripleId, triple.RunId, new SuspectTriple(times), default);
}
