using InstructEngine.Contracts.V1;
using InstructEngine.Hosting.Specs;
using InstructEngine.Storage.Blobs.FileSystem;

namespace InstructEngine.Benchmarks.Alignment;

/// <summary>What all parts of the experiment share: models, prompts, data and the folder of finished work.</summary>
internal sealed class Experiment : IDisposable
{
    /// <summary>Who draws the training images: a stronger model, or the base itself.</summary>
    public const string RendererSetting = "renderer", SelfSetting = "self";

    private const double RendererGuidance = 2;

    private readonly Dictionary<string, PairPool> _pools = [];
    private double? _bestGuidance;
    private IReadOnlyList<InstructionTripleCreated>? _triples;

    public Experiment(ModelFolder model, ModelFolder renderer, ExperimentSize size, WorkFolder folder, TextWriter progress)
    {
        (Model, Renderer, Size, Workshop) = (model, renderer, size, new Workshop(folder, progress));
        var demo = RunSpecReader.Demo();
        Demo = demo with
        {
            Instructions = demo.Instructions with { TriplesPerLeaf = size.TriplesPerLeaf },
            Rendering = demo.Rendering with { Steps = size.SamplerSteps, Attempts = size.RenderAttempts },
        };
        Artist = new Artist(folder, model, size.SamplerSteps);
        Blobs = new FileBlobStore(folder.Blobs);
        Trainings = new Trainings(Workshop, Blobs, model, Demo, size.BatchSize);
        Evaluations = new Evaluations(Workshop, model, Artist);
        Tuning = PromptSet.Tuning(size.TuningRounds);
        Table = PromptSet.Table(size.TableRounds);
    }

    public ModelFolder Model { get; }

    public ModelFolder Renderer { get; }

    public ExperimentSize Size { get; }

    public Workshop Workshop { get; }

    public RunSpec Demo { get; }

    public FileBlobStore Blobs { get; }

    public Trainings Trainings { get; }

    public Artist Artist { get; }

    public Evaluations Evaluations { get; }

    public PromptSet Tuning { get; }

    public PromptSet Table { get; }

    /// <summary>As instruction-svc writes them for the demo.</summary>
    public IReadOnlyList<InstructionTripleCreated> Triples => _triples ??= DemoTriples.Write(Demo);

    /// <summary>The base on the tuning prompts, at every guidance tried.</summary>
    public async Task<IReadOnlyList<PromptScores>> BaseSweepAsync() =>
        [.. (await Evaluations.CompleteAsync("base", Tuning, [.. Size.Guidances.Select(guidance => ("base", (string?)Artist.BaseWeights, guidance))])).Select(scores => scores!)];

    /// <summary>Where the base has most all-correct on the tuning prompts.</summary>
    public async Task<double> BestGuidanceAsync() =>
        _bestGuidance ??= Size.Guidances.Zip(await BaseSweepAsync()).MaxBy(pair => pair.Second.AllCorrect.Average()).First;

    /// <summary>None, the base's best, and the one tried that is nearest to half-way: alignment moves the best guidance, so the two ends alone would tell little.</summary>
    public async Task<IReadOnlyList<double>> GuidancesAsync()
    {
        var best = await BestGuidanceAsync();
        return [.. new[] { 1, Size.Guidances.MinBy(guidance => Math.Abs(guidance - ((1 + best) / 2))), best }.Distinct()];
    }

    /// <summary>The first pairs of a setting.</summary>
    /// <param name="setting"><see cref="RendererSetting"/> or <see cref="SelfSetting"/>.</param>
    public async Task<PairDataset> DataAsync(string setting, int pairs) => await (await PoolAsync(setting, setting, Triples)).TakeAsync(pairs);

    /// <summary>Pairs of other triples, drawn as the setting has it.</summary>
    public async Task<PairPool> PoolAsync(string setting, string name, IReadOnlyList<InstructionTripleCreated> triples, bool isChecked = true)
    {
        if (!_pools.TryGetValue(name, out var pool))
        {
            var (model, guidance) = setting == RendererSetting ? (Renderer, RendererGuidance) : (Model, await BestGuidanceAsync());
            _pools[name] = pool = new PairPool(Workshop, Blobs, model, guidance, triples, Demo, name, isChecked);
        }

        return pool;
    }

    public void Dispose()
    {
        foreach (var pool in _pools.Values)
            pool.Dispose();
        Artist.Dispose();
    }
}
