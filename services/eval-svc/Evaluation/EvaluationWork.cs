using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>One evaluation: what to draw, by which models, and who scores it.</summary>
/// <param name="BaseFolder">The base model, relative to the models root.</param>
/// <param name="Images">All images of one setting.</param>
internal sealed record EvaluationWork(
    string RunId,
    long Seed,
    EvaluationSpec Spec,
    string BaseFolder,
    EpochCompleted Checkpoint,
    IReadOnlyList<SuitePrompt> Prompts,
    IReadOnlyList<PlannedImage> Images,
    IImageScorer Scorer)
{
    public string HeadlineScorer => Scorer.Scorers[0].Name;
}
