using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What a report shows of what a run makes before it trains, read from the stores beforehand: writing it is a pure function.</summary>
/// <param name="ExamplePairs">Empty in a run without images.</param>
/// <param name="RendererHash">Empty in a run without images.</param>
/// <param name="Images">PNG bytes of every image shown, by the hash of its blob.</param>
internal record MadeData(
    RunSummary Summary,
    IReadOnlyList<ImagePairRendered> ExamplePairs,
    IReadOnlyList<ThemeBranch> Themes,
    CorpusReport? Corpus,
    string RendererHash,
    string CorpusSha256,
    string ProductVersion,
    IReadOnlyDictionary<string, byte[]> Images)
{
    /// <summary>In the place of a hash where the corpus is the program's own.</summary>
    public const string BuiltInCorpus = "built in";

    /// <summary>Some of the instructions; none where images are shown with theirs.</summary>
    public IReadOnlyList<InstructionTripleCreated> ExampleTriples { get; init; } = [];

    /// <summary>Null where none was counted.</summary>
    public CoverageFigures? Coverage { get; init; }

    /// <summary>Hashes of models that the run used or made beside its renderer, by what they are.</summary>
    public virtual IEnumerable<(string Name, string Hash)> ModelHashes => [];
}

/// <summary>Everything that the report of a whole run shows.</summary>
/// <param name="Scorers">How each scorer's figure is shown, the headline first.</param>
/// <param name="Comparisons">The prompts shown side by side.</param>
internal sealed record ReportData(
    RunSummary Summary,
    EvaluationOutcome Outcome,
    IReadOnlyList<ScorerDescription> Scorers,
    IReadOnlyList<ComparisonGroup> Comparisons,
    TrainingCurves Training,
    IReadOnlyList<ImagePairRendered> ExamplePairs,
    IReadOnlyList<ThemeBranch> Themes,
    CorpusReport? Corpus,
    EpochCompleted Checkpoint,
    string RendererHash,
    string CorpusSha256,
    string ProductVersion,
    IReadOnlyDictionary<string, byte[]> Images)
    : MadeData(Summary, ExamplePairs, Themes, Corpus, RendererHash, CorpusSha256, ProductVersion, Images)
{
    public override IEnumerable<(string Name, string Hash)> ModelHashes =>
        [("Reference weights", Checkpoint.ReferenceHash), ("Aligned weights", Checkpoint.CheckpointHash)];

    public ComparedModels Models => new(Outcome, Scorers, Comparisons, Images);
}

/// <summary>Prompts shown for one reason, e.g. because the aligned model gained most.</summary>
internal sealed record ComparisonGroup(string Title, string Explanation, IReadOnlyList<ComparisonRow> Rows);

internal sealed record ComparisonRow(string Prompt, EvaluatedImage Base, EvaluatedImage Aligned);

/// <summary>A theme with what came of each leaf.</summary>
internal sealed record ThemeBranch(string Name, string Definition, IReadOnlyList<LeafBranch> Leaves, IReadOnlyList<PromptEvidence> Evidence, int EvidenceCount);

/// <param name="Evidence">Sampled prompts that speak of it; null where that was not counted.</param>
internal sealed record LeafBranch(string Name, IReadOnlyList<string> Entities, string? OutsideWorld, int Triples, int Pairs, int? Evidence = null);

/// <summary>What Text Sampling did with the corpus.</summary>
/// <param name="Kept">Clean prompts, no two nearly the same.</param>
/// <param name="Sampled">Those taken as evidence; the figures of the demo world speak of them.</param>
internal sealed record CorpusReport(
    string Name,
    long Read,
    long Kept,
    long Sampled,
    IReadOnlyList<(string Reason, long Count)> Dropped,
    long OutsideWorld,
    IReadOnlyList<(PromptEvidence Prompt, string Reason)> OutsideExamples);
