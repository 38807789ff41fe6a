using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Statistics;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The part of <c>summary.json</c> that says what was measured.</summary>
internal static class EvaluationSummaries
{
    public static EvaluationSummary Of(EvaluationOutcome outcome)
    {
        var headline = outcome.Headline;
        return new EvaluationSummary(
            outcome.Suite,
            outcome.Prompts.Count,
            outcome.ImagesPerPrompt,
            outcome.HeadlineScorer,
            headline.GuidanceScale,
            Scores(headline.Scorers),
            [.. outcome.BaseSweep.Select(entry => new GuidanceSummary(entry.GuidanceScale, entry.Mean))],
            new(outcome.Best.GuidanceScale, Scores(outcome.Best.Scorers)),
            headline.AverageGain,
            headline.Categories.Count == 0 ? null : [.. headline.Categories.Select(category => new CategorySummary(category.Name, category.Prompts, Scores(category.Scorers)))],
            headline.Beside.Count == 0 ? null : headline.Beside.ToDictionary(measure => measure.Name, measure => Score(measure.Figures)),
            headline.Excluded.Count == 0 ? null : headline.Excluded,
            outcome.Overlap);
    }

    private static Dictionary<string, ScoreSummary> Scores(IEnumerable<(string Name, PairedComparison Figures)> scorers) =>
        scorers.ToDictionary(entry => entry.Name, entry => Score(entry.Figures));

    private static ScoreSummary Score(PairedComparison figures) => new(
        figures.Base, figures.Aligned, figures.Gain, figures.RelativeGain,
        figures.Difference.TooFew ? null : [figures.Difference.Low, figures.Difference.High], figures.WinRate);
}
