using InstructEngine.EvalService.Reporting;
using InstructEngine.Services.Tests.EvalService.Reporting;

namespace InstructEngine.Browser.Tests.Reporting;

/// <summary>Reports with a text of one's own wherever a text comes from outside.</summary>
internal static class Reports
{
    public static byte[] Write(string kind, string text) => kind switch
    {
        "demo" => ReportWriter.Write(ReportSamples.WithTexts(text)),
        "scorers" => ReportWriter.Write(ScorerSamples.WithTexts(text)),
        _ => RunsReportWriter.Write(
            DataEfficiency.Of([Run(text, 100, 1), Run(text, 100, 2), Run(text, 400, 1), Run(text, 1600, 1), Run(text, 400, 3, "sft")]), ReportSamples.WithTexts(text)),
    };

    private static (string, RunSummary) Run(string text, long pairs, long seed, string loss = "cross-validation")
    {
        var summary = ReportSamples.WithTexts(text).Summary;
        var gain = (0.02 * Math.Log2(pairs / 50.0)) + (0.01 * seed);
        return ($"runs/{text}-{pairs}", summary with
        {
            RunId = $"{pairs}-{seed}-{loss}",
            Spec = summary.Spec with { Seed = seed, Training = summary.Spec.Training with { Loss = loss } },
            Pairs = new(pairs, 0),
            Evaluation = summary.Evaluation! with
            {
                Scores = summary.Evaluation.Scores.ToDictionary(score => score.Key, score => score.Value with { Aligned = 0.5 + gain, Difference = gain, Ci95 = [gain - 0.03, gain + 0.04] }),
            },
        });
    }
}
