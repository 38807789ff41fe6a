using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Statistics;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>Two models compared, ready to be shown: by the report of a run, or by one of its own.</summary>
/// <param name="Scorers">How each scorer's figure is shown, the headline first.</param>
/// <param name="Groups">The prompts shown side by side.</param>
/// <param name="Images">PNG bytes of every image shown, by the hash of its blob.</param>
internal sealed record ComparedModels(
    EvaluationOutcome Outcome, IReadOnlyList<ScorerDescription> Scorers, IReadOnlyList<ComparisonGroup> Groups, IReadOnlyDictionary<string, byte[]> Images)
{
    public ScorerDescription HeadlineScorer => Scorers.First(scorer => scorer.Name == Outcome.HeadlineScorer);

    /// <summary>The scorers that have figures, with them. One of which no score was a number has none.</summary>
    public IEnumerable<(ScorerDescription Scorer, PairedComparison Figures)> FiguresOf(IReadOnlyList<(string Name, PairedComparison Figures)> figures) =>
        from scorer in Scorers
        from entry in figures
        where entry.Name == scorer.Name
        select (scorer, entry.Figures);
}
