using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
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

    public async Task<EvaluationOutcome> EvaluateAsync(CountingModels models, Action<int, int>? report = null, params double[] guidanceScales)
    {
        await Documents.InitializeAsync(CancellationToken.None);
        await Blobs.InitializeAsync(CancellationToken.None);
        var drawer = new SettingDrawer(new EvaluationBatches(Documents), Blobs, models, new EvaluationOptions(Workers: 2));
        return await new CheckpointEvaluator(drawer).EvaluateAsync(Work(guidanceScales), report ?? ((_, _) => { }), CancellationToken.None);
    }

    public static EpochCompleted Checkpoint { get; } =
        new("run-1", 1, 1, 40, 40, new BlobReference(new string('c', 64), 10), "aligned-hash", "reference-hash", 0.6, 0.7, true);

    private static EvaluationWork Work(double[] guidanceScales)
    {
        var spec = new EvaluationSpec("demo", 40, 1, 4, guidanceScales);
        var prompts = new DemoSuite().Take(spec.Prompts);
        return new EvaluationWork(
            "run-1", 7, spec, "demo-base", Checkpoint, prompts, EvaluationPlan.Images(prompts, spec.ImagesPerPrompt, 7), new DemoScorer());
    }

    public async ValueTask DisposeAsync()
    {
        (Documents as IDisposable)?.Dispose();
        await Task.Yield();
        Directory.Delete(_folder, recursive: true);
    }
}
