using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Statistics;
using InstructEngine.EvalService.Suites;
using InstructEngine.Scoring;
using InstructEngine.Storage.Content;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

/// <summary>A report of several scorers on a suite with categories, in which every text that comes from outside can be chosen.</summary>
internal static class ScorerSamples
{
    public const int Prompts = 66, Categories = 11;

    public static IReadOnlyList<ScorerDescription> Scorers { get; } =
    [
        new("clip-score", "cosine of picture and prompt, times 100", string.Empty),
        new("hps-v2.1", "human preference score", string.Empty),
        new("aesthetic", "predicted rating, 1 to 10", string.Empty),
        new("image-reward", "reward, centred on 0", string.Empty),
    ];

    /// <param name="isNumber">Whether an image of a prompt has a number for <c>aesthetic</c>.</param>
    public static ReportData WithTexts(string text, Func<int, bool>? isNumber = null)
    {
        var data = ReportSamples.WithTexts(text);
        SuitePrompt[] prompts = [.. Enumerable.Range(0, Prompts).Select(index => new SuitePrompt(index, text, $"{(index % Categories == 0 ? text : "Category")} {index % Categories}"))];
        string[] names = [.. Scorers.Select(scorer => scorer.Name)];
        var comparison = ComparisonBuilder.Compare(7.5, names, Images(0), Images(1), seed: 1, names, prompts) with
        {
            Beside =
            [
                new("diversity", "mean distance between pictures of one prompt", MoreIsBetter: true, Steady(0.42, 0.31)),
                new("grid-artefact", "strength of a printed grid", MoreIsBetter: false, Steady(0.03, 0.03)),
            ],
        };
        var outcome = new EvaluationOutcome("drawbench", prompts, 1, names[0], comparison, null, [(7.5, 26)])
        {
            Overlap = new SuiteOverlap("drawbench", Prompts, 1200, 0, 1, [new OverlapExample("near", text, text)]),
        };
        return data with { Outcome = outcome, Scorers = Scorers, Comparisons = ExampleChooser.Choose(comparison, prompts, seed: 1) };

        EvaluatedImage[] Images(int aligned) => [.. prompts.Select(prompt => new EvaluatedImage(prompt.Index, 0, 1, data.Checkpoint.Checkpoint, Scores(prompt.Index, aligned)))];

        ImageScores Scores(int prompt, int aligned)
        {
            var random = SeededRandom.For(7, $"{prompt}", $"{aligned}");
            return new ImageScores(
                new Dictionary<string, double>
                {
                    ["clip-score"] = 25 + (4 * random.NextDouble()) + aligned,
                    ["hps-v2.1"] = 0.25 + (0.04 * random.NextDouble()) + (0.01 * aligned),
                    ["aesthetic"] = isNumber?.Invoke(prompt) == false ? double.NaN : 5 + random.NextDouble() + (0.3 * aligned),
                    ["image-reward"] = (2 * random.NextDouble()) - 1 + (0.2 * aligned),
                },
                []);
        }
    }

    private static PairedComparison Steady(double start, double end)
    {
        double[] Around(double mean) => [.. Enumerable.Range(0, Prompts).Select(prompt => mean + (0.01 * (prompt % 3)))];
        return PairedComparison.Of(Around(start), Around(end), seed: 1);
    }
}
