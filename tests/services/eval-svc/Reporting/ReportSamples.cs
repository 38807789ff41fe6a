using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Reporting;
using InstructEngine.EvalService.Suites;
using InstructEngine.Hosting.Specs;
using InstructEngine.Scoring;
using InstructEngine.Scoring.Demo;

namespace InstructEngine.Services.Tests.EvalService.Reporting;

/// <summary>A small report in which every text that comes from outside can be chosen.</summary>
internal static class ReportSamples
{
    private const string OnePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly BlobReference Image = new(new string('a', 64), 70);

    public static ReportData WithTexts(string text, int gained = 3)
    {
        var spec = RunSpecReader.Demo() with { Name = text };
        var prompts = new DemoSuite().Take(8).Select(prompt => prompt with { Text = text }).ToArray();
        var outcome = Outcome(prompts, text, gained);
        var score = new ScoreSummary(0.5, 0.6, 0.1, 0.2, [0.0, 0.2], 0.55);
        var summary = new RunSummary(
            "run-1", spec, 12.5, "hash", null, new(2, 5, 1), new(10, 1), new(8, 2), new(40, 1, 0.6, 0.7, "c", "r"),
            new("demo", 8, 1, DemoScorer.AllCorrect, 1, new Dictionary<string, ScoreSummary> { [DemoScorer.AllCorrect] = score }, [new(1, 0.5)], new(1, new Dictionary<string, ScoreSummary>())));
        var pair = new ImagePairRendered(
            "run-1", "t1", "l1", Dimension.Aesthetics, text, text, text, new(Image, 1, 1, 1, 0.9, 0.1), new(Image, 1, 1, 2, 0.9, 0.1), "demo-renderer", "hash", 0);
        return new ReportData(
            summary,
            outcome,
            new DemoScorer().Scorers,
            ExampleChooser.Choose(outcome.Headline, prompts, seed: 1),
            new([(1, 0.69), (2, 0.65)], [(2, 0.66)], [(1, 0.5), (2, 0.6)], []),
            [pair],
            [new(text, text, [new(text, [text], null, 3, 2), new(text, [], text, 0, 0)], [new(7, text)], 1)],
            new(text, 10, 9, 8, [(text, 1)], 1, [(new(3, text), text)]),
            new("run-1", 1, 1, 40, 40, Image, "c", "r", 0.6, 0.7, true),
            "renderer-hash",
            "corpus-hash",
            "0.1.0",
            new Dictionary<string, byte[]> { [Image.Sha256] = Convert.FromBase64String(OnePixel) });
    }

    /// <summary>The base is right for half of the prompts, the aligned model for <paramref name="gained"/> more.</summary>
    private static EvaluationOutcome Outcome(SuitePrompt[] prompts, string text, int gained)
    {
        var scorers = new DemoScorer().Scorers.Select(scorer => scorer.Name).ToArray();
        var half = prompts.Length / 2;
        var comparison = ComparisonBuilder.Compare(1, scorers, Images(half), Images(half + gained), seed: 1);
        return new EvaluationOutcome("demo", prompts, 1, DemoScorer.AllCorrect, comparison, null, [(1, 0.5)]);

        EvaluatedImage[] Images(int right) => [.. prompts.Select(prompt => new EvaluatedImage(prompt.Index, 0, 1, Image, Scores(prompt.Index < right)))];

        ImageScores Scores(bool right) => new(
            scorers.ToDictionary(scorer => scorer, _ => right ? 1.0 : 0.0), [new Finding(text, text, right ? text : null, right)]);
    }
}
