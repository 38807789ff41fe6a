using InstructEngine.EvalService.Evaluation;
using InstructEngine.Scoring;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The result in two sentences, whatever it is.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlBuilder html, ReportData data)
    {
        var outcome = data.Outcome;
        var scorer = data.Scorers[0];
        html.Open("header").Element("h1", $"Run “{data.Summary.Spec.Name}”", ("class", "foreign"));
        html.Element("p", Sentence(outcome, outcome.Headline, scorer), ("class", "headline"));
        html.Element("p", BestSentence(outcome, scorer));
        html.Element(
            "p",
            $"{outcome.Prompts.Count} prompts of the suite “{outcome.Suite}”, {Count(outcome.ImagesPerPrompt, "image")} each, "
            + "the same seeds and sampler steps for both models. Intervals: 95 %, paired bootstrap over prompts.",
            ("class", "note"));
        html.Close("header").NewLine();
    }

    private static string Sentence(EvaluationOutcome outcome, ModelComparison comparison, ScorerDescription scorer)
    {
        var figures = comparison[outcome.HeadlineScorer];
        return $"{Capital(scorer.Meaning)}: base {scorer.Format(figures.Base)}, aligned {scorer.Format(figures.Aligned)} "
            + $"at guidance {comparison.GuidanceScale:0.##}. That is {scorer.FormatDifference(figures.Gain)} "
            + $"({scorer.FormatRange(figures.Difference.Low, figures.Difference.High)}); {Verdict(figures)}.";
    }

    private static string BestSentence(EvaluationOutcome outcome, ScorerDescription scorer)
    {
        if (outcome.AtBest is null)
        {
            return outcome.BaseSweep.Count == 1
                ? $"Only guidance {outcome.Headline.GuidanceScale:0.##} was tried."
                : $"Of the guidance scales tried for the base ({Scales(outcome)}), this is its best.";
        }

        var figures = outcome.AtBest[outcome.HeadlineScorer];
        return $"The base does best at guidance {outcome.AtBest.GuidanceScale:0.##} of those tried ({Scales(outcome)}): {scorer.Format(figures.Base)}. "
            + $"There the aligned model reaches {scorer.Format(figures.Aligned)}, {scorer.FormatDifference(figures.Gain)} "
            + $"({scorer.FormatRange(figures.Difference.Low, figures.Difference.High)}); {Verdict(figures)}.";
    }

    private static string Verdict(Statistics.PairedComparison figures) =>
        !figures.Difference.ExcludesZero ? "the interval includes zero, so this is not a settled difference"
        : figures.Gain > 0 ? "the interval excludes zero: a gain"
        : "the interval excludes zero: a loss";

    private static string Scales(EvaluationOutcome outcome) => string.Join(", ", outcome.BaseSweep.Select(entry => $"{entry.GuidanceScale:0.##}"));

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
