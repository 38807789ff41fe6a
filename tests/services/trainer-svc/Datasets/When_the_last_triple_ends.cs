using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage.Content;
using InstructEngine.TrainerService.Datasets;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class When_the_last_triple_ends
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_dataset_is_announced_once_in_any_order_and_with_every_event_told_twice(int seed)
    {
        await using var harness = await DatasetBench.StartAsync();
        using var bench = new DatasetBench(harness);
        var order = Enumerable.Range(0, DatasetBench.Ends.Count).ToList();
        new SeededRandom(seed).Shuffle(order);
        foreach (var end in order)
        {
            Assert.Empty(bench.Announced);
            await DatasetBench.Ends[end](harness);
            await bench.TellAsync();
            await bench.TellAsync();
        }

        var dataset = Assert.Single(bench.Announced);
        Assert.Equal((5, 2, 1), (dataset.Pairs, dataset.RejectedPairs, dataset.RejectedTriples));
        var manifest = await harness.Blobs.ReadAsync(dataset.Manifest, default);
        Assert.Equal(DatasetManifest.Hash(manifest), dataset.DatasetHash);
        Assert.Equal(
            Enumerable.Range(0, 5).Select(index => $"triple-{index:d4}"), DatasetManifest.Read(manifest).Select(line => line.TripleId));
    }

    [Fact]
    public async Task The_hash_does_not_hang_on_the_order()
    {
        var hashes = new HashSet<string>();
        foreach (var reverse in new[] { false, true })
        {
            await using var harness = await DatasetBench.StartAsync();
            using var bench = new DatasetBench(harness);
            foreach (var end in reverse ? DatasetBench.Ends.Reverse() : DatasetBench.Ends)
            {
                await end(harness);
                await bench.TellAsync();
            }

            hashes.Add(Assert.Single(bench.Announced).DatasetHash);
        }

        Assert.Single(hashes);
    }

    [Fact]
    public async Task A_burst_of_events_is_answered_once()
    {
        await using var harness = await DatasetBench.StartAsync();
        using var bench = new DatasetBench(harness);
        foreach (var end in DatasetBench.Ends)
        {
            await end(harness);
        }

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(bench.TellAsync)));
        Assert.Single(bench.Announced);
    }

    [Fact]
    public async Task A_process_that_starts_later_announces_the_same_dataset_again()
    {
        await using var harness = await DatasetBench.StartAsync();
        foreach (var end in DatasetBench.Ends)
        {
            await end(harness);
        }

        using var before = new DatasetBench(harness);
        using var after = new DatasetBench(harness);
        await before.TellAsync();
        await after.TellAsync();
        Assert.Equal(Assert.Single(before.Announced), Assert.Single(after.Announced));
        Assert.Single(await harness.StoredAsync<DatasetCompleted>(Collections.Datasets, DemoPairs.RunId));
    }
}
