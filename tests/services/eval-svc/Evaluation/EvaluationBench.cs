using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Demo;
using InstructEngine.Storage;
using InstructEngine.Storage.Blobs;
using InstructEngine.Storage.Documents;

namespace InstructEngine.Services.Tests.EvalService.Evaluation;

/// <summary>Real stores in a folder of their own, and an evaluation over them.</summary>
internal sealed class EvaluationBench : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eval-bench-").FullName;

    public EvaluationBench()
    {
        var options = new StorageOptions { SqlitePath = Path.Combine(_folder, "run.db"), BlobFolder = Path.Combine(_folder, "blobs") };
        Documents = StorageFactory.CreateDocumentStore(options);
        Blobs = StorageFactory.CreateBlobStore(options);
    }

    public IDocumentStore Documents { get; }

    public IBlobStore Blobs { get; }

    public string RunId { get; set; } = "run-1";

    /// <summary>Of the aligned weights.</summary>
    public string Checkpoint { get; set; } = new('c', 64);

    /// <summary>The base is held against itself.</summary>
    public bool IsAlone { get; set; }

    public int ImagesPerPrompt { get; set; } = 1;

    public IReadOnlyList<IImageScorer> Scorers { get; set; } = [new DemoScorer()];

    /// <summary>A cache that outlives the run's stores; null for none.</summary>
    public EvaluationBench? Cache { get; set; }

    public async Task<EvaluationOutcome> EvaluateAsync(CountingModels models, Action<int, int>? report = null, params double[] guidanceScales)
    {
        await InitializeAsync();
        if (Cache is not null)
            await Cache.InitializeAsync();
        var archive = new BatchArchive(new StoredBatches(Documents, Blobs), Cache is null ? null : new StoredBatches(Cache.Documents, Cache.Blobs));
        var drawer = new SettingDrawer(archive, models, new EvaluationOptions(Workers: 2));
        return await new CheckpointEvaluator(drawer, new SideMeasures(Blobs)).EvaluateAsync(Work(guidanceScales), report ?? ((_, _) => { }), CancellationToken.None);
    }

    public async Task InitializeAsync()
    {
        await Documents.InitializeAsync(CancellationToken.None);
        await Blobs.InitializeAsync(CancellationToken.None);
    }

    private EvaluationWork Work(double[] guidanceScales)
    {
        var spec = new EvaluationSpec("demo", 40, ImagesPerPrompt, 4, guidanceScales);
        var prompts = new DemoSuite().Take(spec.Prompts);
        return new EvaluationWork(
            RunId, 7, spec, new ModelSource("demo-base"), new ModelSource("demo-base", IsAlone ? null : new BlobReference(Checkpoint, 10)), prompts,
            EvaluationPlan.Images(prompts, spec.ImagesPerPrompt, 7), [.. Scorers.Select(scorer => new IdentifiedScorer(scorer, scorer.Name))]);
    }

    public async ValueTask DisposeAsync()
    {
        (Documents as IDisposable)?.Dispose();
        await Task.Yield();
        Directory.Delete(_folder, recursive: true);
    }
}
