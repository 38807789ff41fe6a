using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Reporting;

namespace InstructEngine.Cli.Evaluation;

/// <summary><c>results.json</c>.</summary>
/// <param name="Base">What the model was held against; the model itself where there was nothing.</param>
/// <param name="Aligned">The model judged; null where it alone was measured: <paramref name="Evaluation"/> then holds its figures as the base's.</param>
/// <param name="Suite">SHA-256 of the suite's prompts; null for the suites that never change.</param>
internal sealed record EvalResults(
    string RunId,
    EvalModel Base,
    EvalModel? Aligned,
    string? Suite,
    long Seed,
    int Steps,
    IReadOnlyList<EvalScorer> Scorers,
    EvaluationSummary Evaluation);

/// <param name="Hash">Of all that decides what it draws.</param>
internal sealed record EvalModel(string Folder, string? Lora, double? LoraScale, string Hash);

internal sealed record EvalScorer(ScorerSpec Spec, string Hash);
