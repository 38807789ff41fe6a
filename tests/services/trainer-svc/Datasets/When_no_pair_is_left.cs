using InstructEngine.Contracts.V1;
using InstructEngine.Hosting;
using InstructEngine.Services.Tests.Harness;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class When_no_pair_is_left
{
    [Fact]
    public async Task The_run_fails_and_counts_the_reasons()
    {
        await using var harness = await DatasetBench.StartAsync();
        await DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 1, 1, 0, 4));
        foreach (var (index, reason) in new[] { "blank image: the first.", "blank image: the second.", "equal images: both." }.Index())
        {
            await DemoPairs.StoreAsync(
                harness.Documents, new ImagePairRejected(DemoPairs.RunId, $"triple-{index}", "leaf", Dimension.Counterfactual, reason, 3));
        }

        await DemoPairs.StoreAsync(harness.Documents, new InstructionTripleRejected(DemoPairs.RunId, "triple-3", "leaf", "duplicate: of another"));
        using var bench = new DatasetBench(harness);
        var failure = await Assert.ThrowsAsync<RunFailureException>(bench.TellAsync);
        Assert.Contains("2 × image pair rejected: blank image", failure.Message);
        Assert.Contains("1 × image pair rejected: equal images", failure.Message);
        Assert.Contains("1 × instruction triple rejected: duplicate", failure.Message);
        Assert.Contains("rendering.margin", failure.Message);
    }

    [Fact]
    public async Task A_run_without_any_triple_is_told_as_that()
    {
        await using var harness = await DatasetBench.StartAsync();
        await DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 0, 0, 0, 0));
        using var bench = new DatasetBench(harness);
        var failure = await Assert.ThrowsAsync<RunFailureException>(bench.TellAsync);
        Assert.Contains("No instruction triple was written", failure.Message);
    }
}
