using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Consumers;
using InstructEngine.TrainerService.Datasets;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace InstructEngine.Services.Tests.TrainerService.Datasets;

public sealed class When_events_arrive_over_the_bus
{
    [Fact]
    public async Task The_dataset_is_published_and_the_training_stored_as_a_job()
    {
        await using var harness = await StartAsync();
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo);
        foreach (var end in DatasetBench.Ends)
        {
            await end(harness);
        }

        Assert.Null(await harness.SendAsync(new TaxonomyCompleted(DemoPairs.RunId, 1, 3, 0, DatasetBench.Expected)));
        Assert.Null(await harness.SendAsync(await DemoPairs.PairAsync(harness.Blobs, 0)));

        var dataset = Assert.Single(harness.Published<DatasetCompleted>());
        var job = Assert.Single(await harness.StoredAsync<JobDocument>(Collections.Jobs, DemoPairs.RunId));
        Assert.Equal((JobKinds.Train, AlignmentJob.IdOf(DemoPairs.RunId)), (job.Kind, job.JobId));
        Assert.Contains(dataset.DatasetHash, job.Input);
    }

    [Fact]
    public async Task Epochs_that_were_stored_before_are_announced_again()
    {
        await using var harness = await StartAsync();
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo);
        foreach (var end in DatasetBench.Ends)
        {
            await end(harness);
        }

        var epoch = new EpochCompleted(DemoPairs.RunId, 1, 1, 10, 10, new(new string('a', 64), 1), "aligned", "reference", 0.6, 0.7, true);
        await harness.Documents.InsertIfAbsentAsync(Collections.Epochs, AlignmentStore.EpochId(DemoPairs.RunId, 1), DemoPairs.RunId, epoch, default);
        await harness.SendAsync(new TaxonomyCompleted(DemoPairs.RunId, 1, 3, 0, DatasetBench.Expected));
        Assert.Equal(epoch, Assert.Single(harness.Published<EpochCompleted>()));
    }

    [Theory]
    [InlineData(RunEnds.Instructions, 0)]
    [InlineData(RunEnds.Dataset, 1)]
    public async Task A_run_that_ends_before_training_stores_no_job(string until, int datasets)
    {
        await using var harness = await StartAsync();
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo with { Until = until });
        foreach (var end in DatasetBench.Ends)
        {
            await end(harness);
        }

        Assert.Null(await harness.SendAsync(new TaxonomyCompleted(DemoPairs.RunId, 1, 3, 0, DatasetBench.Expected)));

        Assert.Equal(datasets, harness.Published<DatasetCompleted>().Count);
        Assert.Empty(await harness.StoredAsync<JobDocument>(Collections.Jobs, DemoPairs.RunId));
    }

    [Fact]
    public async Task Those_of_an_ended_run_are_passed_over()
    {
        await using var harness = await StartAsync();
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo, RunState.Cancelled);
        foreach (var end in DatasetBench.Ends)
        {
            await end(harness);
        }

        Assert.Null(await harness.SendAsync(new TaxonomyCompleted(DemoPairs.RunId, 1, 3, 0, DatasetBench.Expected)));
        Assert.Empty(harness.Published<DatasetCompleted>());
    }

    private static Task<ServiceHarness> StartAsync() => ServiceHarness.StartAsync(
        services => services.AddSingleton<DatasetAssembler>().AddSingleton<DatasetCompletion>().AddSingleton<IJobQueue, StoringQueue>(),
        bus => bus.AddConsumer<DatasetProgressConsumer, DatasetProgressConsumerDefinition>());

    /// <summary>Stores jobs as the product's queue does, and wakes nobody.</summary>
    private sealed class StoringQueue(Storage.Documents.IDocumentStore documents) : IJobQueue
    {
        public Task EnqueueAsync(string jobId, string runId, string kind, string input, CancellationToken cancellationToken) =>
            documents.InsertIfAbsentAsync(
                Collections.Jobs, jobId, runId,
                new JobDocument(jobId, runId, kind, input, JobState.Waiting, null, 0, null, new(0, 0, "", null), null, null, 0), cancellationToken);
    }
}
