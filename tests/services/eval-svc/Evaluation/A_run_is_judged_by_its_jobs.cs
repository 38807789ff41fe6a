using InstructEngine.Contracts.V1;
using InstructEngine.EvalService;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Runs;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Services.Tests.TrainerService.Alignment;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

public sealed class A_run_is_judged_by_its_jobs
{
    private const int Prompts = 40;

    private readonly CountingModels _models = new();

    [Fact]
    public async Task Each_epoch_where_the_spec_says_so_and_the_base_once_for_all()
    {
        await using var harness = await StartAsync("all");

        await RunAsync(harness, Epoch(1));
        Assert.Equal(1, Assert.Single(harness.Published<CheckpointEvaluated>()).Epoch);
        Assert.Empty(harness.Published<RunCompleted>());
        await RunAsync(harness, Epoch(2, isLast: true));

        Assert.Equal([1, 2], harness.Published<CheckpointEvaluated>().Select(judged => judged.Epoch));
        Assert.Single(harness.Published<RunCompleted>());
        Assert.Equal(2, (await harness.StoredAsync<CheckpointEvaluated>(Collections.Evaluations, DemoPairs.RunId)).Count);
        Assert.Equal(Prompts, _models.Drawn.Count(image => image.Side == EvaluatedModel.Base));
        Assert.Equal(2 * Prompts, _models.Drawn.Count(image => image.Side == EvaluatedModel.Aligned));
    }

    [Fact]
    public async Task The_last_one_takes_up_epochs_whose_own_jobs_came_to_no_end()
    {
        await using var harness = await StartAsync("all");
        foreach (var epoch in new[] { 2, 1 })
            await harness.Documents.InsertIfAbsentAsync(Collections.Epochs, $"{DemoPairs.RunId}-{epoch}", DemoPairs.RunId, Epoch(epoch), default);

        await RunAsync(harness, Epoch(3, isLast: true));

        Assert.Equal([1, 2, 3], harness.Published<CheckpointEvaluated>().Select(judged => judged.Epoch));
        Assert.Single(harness.Published<RunCompleted>());
    }

    [Fact]
    public async Task One_that_was_stopped_goes_on_and_draws_nothing_twice()
    {
        await using var harness = await StartAsync(null);
        using var stop = new CancellationTokenSource();
        var batches = 0;
        _models.BeforeBatch = () =>
        {
            if (Interlocked.Increment(ref batches) == 3)
                stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(harness, Epoch(1, isLast: true), stop.Token));
        var before = _models.Drawn.Count;
        Assert.InRange(before, 1, (2 * Prompts) - 1);
        Assert.Empty(harness.Published<CheckpointEvaluated>());

        await RunAsync(harness, Epoch(1, isLast: true));

        Assert.Equal(2 * Prompts, _models.Drawn.Distinct().Count());
        Assert.Equal(2 * Prompts, _models.Drawn.Count);
        Assert.Single(harness.Published<RunCompleted>());
    }

    private static Task RunAsync(ServiceHarness harness, EpochCompleted epoch, CancellationToken stop = default) =>
        harness.Get<IJobHandler>().RunAsync(new FakeJob(EvaluationJob.InputOf(epoch), null), stop);

    private static EpochCompleted Epoch(int number, bool isLast = false) => new(
        DemoPairs.RunId, number, 3, number, 3, new(new string((char)('a' + number), 64), 10), $"checkpoint-{number}", "reference", .5, .7, isLast);

    private async Task<ServiceHarness> StartAsync(string? epochs)
    {
        var module = new EvalModule();
        var harness = await ServiceHarness.StartAsync(
            services =>
            {
                module.AddServices(services, new ConfigurationManager());
                services.AddSingleton<IEvaluationModels>(_models);
            },
            module.AddConsumers);
        var demo = Specs.Demo;
        await harness.InsertRunAsync(DemoPairs.RunId, demo with { Evaluation = demo.Evaluation with { Prompts = Prompts, Epochs = epochs } });
        await DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 1, 1, 0, 2));
        await harness.Documents.InsertIfAbsentAsync(
            Collections.Datasets, DemoPairs.RunId, DemoPairs.RunId, new DatasetCompleted(DemoPairs.RunId, "hash", 1, 0, 0, new(new string('a', 64), 1)), default);
        return harness;
    }
}
