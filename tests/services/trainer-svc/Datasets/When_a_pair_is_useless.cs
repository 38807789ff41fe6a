using InstructEngine.Contracts.V1;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class When_a_pair_is_useless
{
    [Fact]
    public async Task It_is_left_out_and_counted_as_rejected()
    {
        await using var harness = await DatasetBench.StartAsync();
        var sound = await DemoPairs.PairAsync(harness.Blobs, 0);
        var equalImages = await DemoPairs.PairAsync(harness.Blobs, 1);
        var equalInstructions = await DemoPairs.PairAsync(harness.Blobs, 2);
        await DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 1, 1, 0, 3));
        await DemoPairs.StoreAsync(harness.Documents, sound);
        await DemoPairs.StoreAsync(harness.Documents, equalImages with { DispreferredImage = equalImages.PreferredImage });
        await DemoPairs.StoreAsync(harness.Documents, equalInstructions with { Dispreferred = " " + equalInstructions.Preferred.ToUpperInvariant() });

        using var bench = new DatasetBench(harness);
        await bench.TellAsync();
        var dataset = Assert.Single(bench.Announced);
        Assert.Equal((1, 2), (dataset.Pairs, dataset.RejectedPairs));
        var line = Assert.Single(DatasetManifest.Read(await harness.Blobs.ReadAsync(dataset.Manifest, default)));
        Assert.Equal(sound.TripleId, line.TripleId);
    }
}
