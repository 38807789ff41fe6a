using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class When_another_delivery_was_faster
{
    private static readonly InstructionTripleCreated Triple = DemoPairs.Triple(2);

    [Fact]
    public async Task Its_pair_is_announced_and_not_this_one()
    {
        await using var harness = await DrawWhileAsync(async harness => await DemoPairs.StoreAsync(harness.Documents, await DemoPairs.PairAsync(harness.Blobs, 2)));
        Assert.Equal("tiny", Assert.Single(harness.Published<ImagePairRendered>()).Renderer);
        Assert.Single(await harness.StoredAsync<ImagePairRendered>(Collections.Pairs, DemoPairs.RunId));
    }

    [Fact]
    public async Task Its_rejection_is_announced_and_no_pair_stored()
    {
        var rejected = new ImagePairRejected(Triple.RunId, Triple.TripleId, Triple.LeafId, Triple.Dimension, "blank image", 3);
        await using var harness = await DrawWhileAsync(harness => DemoPairs.StoreAsync(harness.Documents, rejected));
        Assert.Equal(rejected, Assert.Single(harness.Published<ImagePairRejected>()));
        Assert.Empty(harness.Published<ImagePairRendered>());
        Assert.Empty(await harness.StoredAsync<ImagePairRendered>(Collections.Pairs, DemoPairs.RunId));
    }

    [Fact]
    public async Task And_the_run_has_ended_meanwhile_the_pair_is_announced_still()
    {
        await using var harness = await RenderBench.StartAsync(new FakeRenderer());
        await DemoPairs.StoreAsync(harness.Documents, await DemoPairs.PairAsync(harness.Blobs, 2));
        await harness.Runs.CancelAsync(DemoPairs.RunId, default);
        Assert.Null(await harness.SendAsync(Triple));
        Assert.Single(harness.Published<ImagePairRendered>());
    }

    /// <summary>Sends the triple; while it is drawn, something else happens.</summary>
    private static async Task<ServiceHarness> DrawWhileAsync(Func<ServiceHarness, Task> happens)
    {
        ServiceHarness? harness = null;
        var renderer = new FakeRenderer((_, _) =>
        {
            happens(harness!).GetAwaiter().GetResult();
            return null;
        });
        harness = await RenderBench.StartAsync(renderer);
        Assert.Null(await harness.SendAsync(Triple));
        return harness;
    }
}
