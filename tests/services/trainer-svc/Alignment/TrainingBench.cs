using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Jobs;
using InstructEngine.Hosting.Models;
using InstructEngine.Services.Tests.Harness;
using InstructEngine.Storage.Blobs;
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

    /// <summary>Where checkpoints go; null for where the pairs are.</summary>
    public IBlobStore? Checkpoints { get; set; }

    public string ModelFolder => _models.PathOf(Model);

    public static async Task<TrainingBench> StartAsync(TrainingSpec? training = null, int modelSeed = 1, int pairs = 12)
    {
        var harness = await ServiceHarness.StartAsync(_ => { }, _ => { });
        await harness.InsertRunAsync(DemoPairs.RunId, Specs.Demo with { Training = training ?? Training });
        await DemoPairs.StoreAsync(harness.Documents, new TaxonomyCompleted(DemoPairs.RunId, 1, 4, 0, pairs));
        for (var index = 0; index < pairs; index++)
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

    /// <summary>A job on another manifest, as it stands.</summary>
    public async Task<FakeJob> NewJobAsync(byte[] manifest, string? checkpoint = null)
    {
        var blob = await _harness.Blobs.PutAsync(manifest, default);
        return new(new AlignmentJobInput(DatasetManifest.Hash(manifest), blob).ToJson(), checkpoint);
    }

    public Task<FakeJob> NewJobAsync(IEnumerable<ManifestLine> lines) => NewJobAsync(DatasetManifest.Write(lines));

    /// <summary>A job on the dataset with one of its lines changed.</summary>
    public Task<FakeJob> NewJobAsync(int index, Func<ManifestLine, ManifestLine> change) =>
        NewJobAsync(Lines().Select((line, i) => i == index ? change(line) : line));

    /// <summary>Stores an image as a line would name it.</summary>
    public async Task<ManifestImage> ImageAsync(byte[] png, int width, int height) =>
        ManifestImage.Of(new RenderedImage(await _harness.Blobs.PutAsync(png, default), width, height, 1, 1, 0));

    public async Task<TrainingLog> LogAsync() =>
        (await _harness.StoredAsync<TrainingLog>(TrainingLog.Collection, DemoPairs.RunId)).Single();

    public Task RunAsync(FakeJob job, CancellationToken cancellationToken = default)
    {
        var gate = new DatasetGate(_harness.Blobs, NullLogger<DatasetGate>.Instance);
        var sessions = new AlignmentSessionFactory(new ModelRoot(_models.PathOf("")), _harness.Blobs, gate, new AlignmentOptions(Parts: 2));
        var work = new AlignmentJob(
            _harness.Runs, sessions, new AlignmentStore(_harness.Documents, Checkpoints ?? _harness.Blobs),
            new BusEpochs(_harness.Get<IBus>()), NullLogger<AlignmentJob>.Instance);
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

    /// <summary>Called before a checkpoint is stored; what it throws, the store would have thrown.</summary>
    public Action? OnSave { get; init; }

    public Task SaveAsync(string checkpoint, CancellationToken cancellationToken)
    {
        OnSave?.Invoke();
        Checkpoint = checkpoint;
        return Task.CompletedTask;
    }
}
