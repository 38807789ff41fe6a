using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Suites;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>One evaluation: what to draw, by which models, and who scores it.</summary>
/// <param name="Images">All images of one setting.</param>
/// <param name="Scorers">The headline's first.</param>
internal sealed record EvaluationWork(
    string RunId,
    long Seed,
    EvaluationSpec Spec,
    ModelSource Base,
    ModelSource Aligned,
    IReadOnlyList<SuitePrompt> Prompts,
    IReadOnlyList<PlannedImage> Images,
    IReadOnlyList<IdentifiedScorer> Scorers)
{
    public string HeadlineScorer => Firsts[0];

    /// <summary>The first figure of each scorer.</summary>
    public IReadOnlyList<string> Firsts => [.. Scorers.Select(scorer => scorer.Scorer.Scorers[0].Name)];

    /// <summary>All figures.</summary>
    public IReadOnlyList<string> Figures => [.. Scorers.SelectMany(scorer => scorer.Scorer.Scorers).Select(figure => figure.Name)];

    public ModelSource SourceOf(EvaluatedModel side) => side == EvaluatedModel.Base ? Base : Aligned;
}
