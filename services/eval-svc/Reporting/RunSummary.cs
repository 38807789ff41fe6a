using System.Text.Json.Serialization;
using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Statistics;
using InstructEngine.EvalService.Suites;

namespace InstructEngine.EvalService.Reporting;

/// <summary>What <c>summary.json</c> says. What a run was not to make (<see cref="RunSpec.Until"/>) is null.</summary>
/// <param name="ElapsedSeconds">From the request to this summary, pauses of a stopped run included.</param>
public sealed record RunSummary(
    string RunId,
    RunSpec Spec,
    double ElapsedSeconds,
    string? DatasetHash,
    CorpusSummary? Corpus,
    TaxonomySummary Taxonomy,
    TriplesSummary? Triples,
    PairsSummary? Pairs,
    TrainingSummary? Training,
    EvaluationSummary? Evaluation);

/// <param name="Read">Records in the file.</param>
/// <param name="Kept">Clean prompts, no two nearly the same.</param>
/// <param name="Sampled">Those taken as evidence.</param>
/// <param name="OutsideWorld">Sampled prompts that ask for what the renderer cannot draw.</param>
public sealed record CorpusSummary(string Name, long Read, long Kept, long Sampled, long OutsideWorld, IReadOnlyDictionary<string, long> Dropped);

public sealed record TaxonomySummary(int Themes, int Subtopics, int OutsideSubtopics);

public sealed record TriplesSummary(long Created, long Rejected);

public sealed record PairsSummary(long Rendered, long Rejected);

public sealed record TrainingSummary(
    int Steps, int Epochs, double Loss, double? ImplicitAccuracy, string CheckpointHash, string ReferenceHash);

/// <param name="GuidanceScale">The guidance scale of <paramref name="Scores"/>: the spec's first.</param>
/// <param name="BaseByGuidance">The base's headline score at every guidance scale tried.</param>
/// <param name="AtBestBaseGuidance">The same comparison at the guidance scale where the base does best.</param>
/// <param name="AverageGain">The relative gain of the average over scorers.</param>
/// <param name="Categories">Scores by category of the suite; null where it has none.</param>
/// <param name="Beside">Diversity and grid artefacts, by name.</param>
/// <param name="Excluded">Scores that were no numbers; null where there were none.</param>
/// <param name="Overlap">Whether training saw prompts of the suite; null where that is not known.</param>
public sealed record EvaluationSummary(
    string Suite,
    int Prompts,
    int ImagesPerPrompt,
    string HeadlineScorer,
    double GuidanceScale,
    IReadOnlyDictionary<string, ScoreSummary> Scores,
    IReadOnlyList<GuidanceSummary> BaseByGuidance,
    BestGuidanceSummary AtBestBaseGuidance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AverageGain? AverageGain = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CategorySummary>? Categories = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, ScoreSummary>? Beside = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ExcludedScores>? Excluded = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SuiteOverlap? Overlap = null);

/// <param name="RelativeGain">(aligned − base) / |base|; null where the base is 0.</param>
/// <param name="Ci95">95 % interval of aligned − base, paired bootstrap over prompts; null with fewer than 5 prompts.</param>
public sealed record ScoreSummary(double Base, double Aligned, double Difference, double? RelativeGain, double[]? Ci95, double WinRate);

public sealed record CategorySummary(string Category, int Prompts, IReadOnlyDictionary<string, ScoreSummary> Scores);

public sealed record GuidanceSummary(double GuidanceScale, double Base);

public sealed record BestGuidanceSummary(double GuidanceScale, IReadOnlyDictionary<string, ScoreSummary> Scores);
