using InstructEngine.Contracts.V1;

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
public sealed record EvaluationSummary(
    string Suite,
    int Prompts,
    int ImagesPerPrompt,
    string HeadlineScorer,
    double GuidanceScale,
    IReadOnlyDictionary<string, ScoreSummary> Scores,
    IReadOnlyList<GuidanceSummary> BaseByGuidance,
    BestGuidanceSummary AtBestBaseGuidance);

/// <param name="RelativeGain">(aligned − base) / base; null where the base is 0.</param>
/// <param name="Ci95">95 % interval of aligned − base, paired bootstrap over prompts.</param>
public sealed record ScoreSummary(double Base, double Aligned, double Difference, double? RelativeGain, double[] Ci95, double WinRate);

public sealed record GuidanceSummary(double GuidanceScale, double Base);

public sealed record BestGuidanceSummary(double GuidanceScale, IReadOnlyDictionary<string, ScoreSummary> Scores);
