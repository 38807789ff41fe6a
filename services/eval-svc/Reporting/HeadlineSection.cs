using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Statistics;

namespace InstructEngine.EvalService.Reporting;

/// <summary>The result in a few sentences, whatever it is.</summary>
internal static class HeadlineSection
{
    public static void Write(HtmlBuilder html, string title, ComparedModels models)
    {
        var outcome = models.Outcome;
        html.Open("header").Element("h1", title, ("class", "foreign"));
        html.Element("p", Sentence(models, outcome.Headline), ("class", "headline"));
        if (AverageSentence(outcome.Headline) is { } average)
            html.Element("p", average);
        html.Element("p", BestSentence(models));
        html.Element(
            "p",
            $"{outcome.Prompts.Count} prompts of the suite “{outcome.Suite}”, {Count(outcome.ImagesPerPrompt, "image")} each, "
            + "the same seeds and sampler steps for both models. Intervals: 95 %, paired bootstrap over prompts.",
            ("class", "note"));
        html.Close("header").NewLine();
    }

    private static string Sentence(ComparedModels models, ModelComparison comparison)
    {
        var scorer = models.HeadlineScorer;
        if (Find(models, comparison) is not { } figures)
            return $"No image got a score of {scorer.Name} that is a number: there is no result.";

        var format = ScoreFormat.Of(scorer, figures.Base, figures.Aligned, figures.Gain);
        return $"{Capital(scorer.Meaning)}: base {format.Value(figures.Base)}, aligned {format.Value(figures.Aligned)} "
            + $"at guidance {comparison.GuidanceScale:0.##}. That is {Difference(format, figures)}.";
    }

    private static string? AverageSentence(ModelComparison comparison)
    {
        var average = comparison.AverageGain;
        if (average.Scorers.Count < 2 || average.All is not { } all)
            return null;

        var sentence = $"On average over {average.Scorers.Count} scorers ({string.Join(", ", average.Scorers)}) the relative gain is {ScoreFormat.Percent(all)}{Range(average.Ci95)}";
        if (average.NearZero.Count == 0)
            return sentence + "; none of them has a mean near zero.";

        var without = average.WithoutNearZero is { } rest ? ScoreFormat.Percent(rest) + Range(average.Ci95WithoutNearZero) : "none, as no other is left";
        return $"{sentence}. Without {string.Join(", ", average.NearZero)}, where the base’s mean is near zero and a share of it says little: {without}.";
    }

    private static string Range(IReadOnlyList<double>? interval) =>
        interval is [var low, var high] ? $" ({ScoreFormat.Percent(low)} to {ScoreFormat.Percent(high)})" : string.Empty;

    private static string BestSentence(ComparedModels models)
    {
        var outcome = models.Outcome;
        if (outcome.AtBest is null)
        {
            return outcome.BaseSweep.Count == 1
                ? $"Only guidance {outcome.Headline.GuidanceScale:0.##} was tried."
                : $"Of the guidance scales tried for the base ({Scales(outcome)}), this is its best.";
        }

        if (Find(models, outcome.AtBest) is not { } figures)
            return $"At guidance {outcome.AtBest.GuidanceScale:0.##} no image got a score that is a number.";

        var format = ScoreFormat.Of(models.HeadlineScorer, figures.Base, figures.Aligned, figures.Gain);
        return $"The base does best at guidance {outcome.AtBest.GuidanceScale:0.##} of those tried ({Scales(outcome)}): {format.Value(figures.Base)}. "
            + $"There the aligned model reaches {format.Value(figures.Aligned)}, {Difference(format, figures)}.";
    }

    private static PairedComparison? Find(ComparedModels models, ModelComparison comparison) =>
        comparison.Scorers.Where(entry => entry.Name == models.Outcome.HeadlineScorer).Select(entry => entry.Figures).FirstOrDefault();

    private static string Difference(ScoreFormat format, PairedComparison figures) => figures.Difference.TooFew
        ? $"{format.Difference(figures.Gain)}, of too few prompts for an interval"
        : $"{format.Difference(figures.Gain)} ({format.Range(figures.Difference.Low, figures.Difference.High)}); {Verdict(figures)}";

    private static string Verdict(PairedComparison figures) =>
        !figures.Difference.ExcludesZero ? "the interval includes zero, so this is not a settled difference"
        : figures.Gain > 0 ? "the interval excludes zero: a gain"
        : "the interval excludes zero: a loss";

    private static string Scales(EvaluationOutcome outcome) => string.Join(", ", outcome.BaseSweep.Select(entry => $"{entry.GuidanceScale:0.##}"));

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
