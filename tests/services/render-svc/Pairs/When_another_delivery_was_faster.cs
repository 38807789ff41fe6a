using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.RenderService.Pairs;

public sealed class When_another_delivery_was_faster
{
    [Fact]
    public async Task What_it_stored_is_announced_and_nothing_else_stored()
    {
        var triple = DemoPairs.Triple(2);
        var earlier = new ImagePairRejected(triple.RunId, triple.TripleId, triple.LeafId, triple.Dimension, "no image: of the other delivery", 1);
        ServiceHarness harness = null!;
        var renderer = new FakeRenderer((_, _) =>
        {
            // Between the look for an earlier outcome and the store of this one.
            harness.Documents.InsertIfAbsentAsync(Collections.RejectedPairs, triple.TripleId, triple.RunId, earlier, default).GetAwaiter().GetResult();
            return null;
        });
        harness = await RenderBench.StartAsync(renderer);
        await using (harness)
        {
            Assert.Null(await harness.SendAsync(triple));

            Assert.Equal(earlier, Assert.Single(harness.Published<ImagePairRejected>()));
            Assert.Empty(harness.Published<ImagePairRendered>());
            Assert.Empty(await harness.StoredAsync<ImagePairRendered>(Collections.Pairs, DemoPairs.RunId));
        }
    }
}
