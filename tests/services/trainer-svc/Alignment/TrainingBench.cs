using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Models;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.TrainerService.Alignment;
using InstructEngine.TrainerService.Datasets;
using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;

namespace InstructEngine.Services.Tests.TrainerService.Alignment;

/// <summary>A training of a tiny model on twelve pairs, with stores of its own.</summary>
internal sealed class TrainingBench : IAsyncDisposable
{
    public const string Model = "tiny";

    public static readonly TrainingSpec Training = new(Model, "cross-validation", 200, 1e-3, 8, 3, 2, 1, 0.3, 1, 0.25, 3);

    private readonly TemporaryFolder _models = new();
    private readonly ServiceHarness _harness;
    private readonly DatasetCompleted _dataset;

    private TrainingBench(ServiceHarness harness, DatasetCompleted dataset) => (_harness, _dataset) = (harness, dataset);

    public ServiceHarness Harness => _harness;

    public string ModelFolder => _models.PathOf(Model);

    public static async Task<TrainingBench> StartAsync(TrainingSpec? training = null, int modelSeed = 1)
    {
        var harness = await ServiceHarness.StartAsync(_ => { }, _ => { });
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo with { Training = training ?? Training });
        await DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 1, 4, 0, 12));
        for (var index = 0; index < 12; index++)
        {
            await DemoPairs.StoreAsync(harness.Documents, await DemoPairs.PairAsync(harness.Blobs, index));
        }

        var assembler = new DatasetAssembler(harness.Documents, harness.Blobs, NullLogger<DatasetAssembler>.Instance);
        var bench = new TrainingBench(harness, (await assembler.TryCompleteAsync(DemoPairs.RunId, default))!);
        TinyModel.Write(bench.ModelFolder, modelSeed);
        return bench;
    }

    public IReadOnlyList<ManifestLine> Lines() => DatasetManifest.Read(_harness.Blobs.ReadAsync(_dataset.Manifest, default).Result);

    public FakeJob NewJob(string? checkpoint = null) => new(AlignmentJobInput.Of(_dataset).ToJson(), checkpoint);

    public Task RunAsync(FakeJob job, CancellationToken cancellationToken = default)
    {
        var sessions = new AlignmentSessionFactory(new ModelRoot(_models.PathOf("")), _harness.Blobs, new AlignmentOptions(Parts: 2));
        var work = new AlignmentJob(
            _harness.Runs, sessions, new AlignmentStore(_harness.Documents, _harness.Blobs),
            _harness.Get<IBus>(), NullLogger<AlignmentJob>.Instance);
        return work.RunAsync(job, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _harness.DisposeAsync();
        _models.Dispose();
    }
}

/// <summary>A job in no one's lease.</summary>
internal sealed class FakeJob(string input, string? checkpoint) : IJobContext
{
    public string JobId => "job-1";

    public string RunId => DemoPairs.RunId;

    public string Input => input;

    public string? Checkpoint { get; private set; } = checkpoint;

    public long LeaseToken => 1;

    public List<JobProgress> Reports { get; } = [];

    /// <summary>Called with each report.</summary>
    public Action<JobProgress>? OnReport { get; init; }

    public void Report(JobProgress progress)
    {
        Reports.Add(progress);
        OnReport?.Invoke(progress);
    }

    public Task SaveAsync(string checkpoint, CancellationToken cancellationToken)
    {
        Checkpoint = checkpoint;
        return Task.CompletedTask;
    }
}
