using InstructEngine.Contracts.V1;

namespace InstructEngine.Hosting.Specs;

/// <summary>Checks the ranges that <see cref="EvaluationSpec"/> and <see cref="ScorerSpec"/> document.</summary>
internal static class EvaluationChecks
{
    private const string Demo = "demo", File = "file";

    private const int MostScorers = 10;

    private static readonly string[] Scorers = [Demo, "clip-score", "pick-score", "hps-v2.1", "aesthetic", "image-reward"];

    public static void Check(SpecChecks check, EvaluationSpec evaluation)
    {
        check.OneOf("evaluation.suite", evaluation.Suite, [.. RunSpecValidator.Suites]);
        check.Range("evaluation.prompts", evaluation.Prompts, 2, 100_000);
        check.Range("evaluation.imagesPerPrompt", evaluation.ImagesPerPrompt, 1, 1000);
        check.Range("evaluation.steps", evaluation.Steps, 1, 1000);
        check.Require(evaluation.GuidanceScales.Count is >= 1 and <= 20, "evaluation.guidanceScales", evaluation.GuidanceScales, "1 to 20 numbers");
        for (var i = 0; i < evaluation.GuidanceScales.Count; i++)
            check.Range($"evaluation.guidanceScales[{i}]", evaluation.GuidanceScales[i], 0, 100);

        check.Require(
            evaluation.GuidanceScales.Distinct().Count() == evaluation.GuidanceScales.Count, "evaluation.guidanceScales", evaluation.GuidanceScales, "each scale once");
        Suite(check, evaluation);
        WhoScores(check, evaluation);
        if (evaluation.Epochs is { } epochs)
            check.OneOf("evaluation.epochs", epochs, "last", "all");
        if (evaluation.Overlap is { } overlap)
            check.OneOf("evaluation.overlap", overlap, "strict", "report");
    }

    private static void Suite(SpecChecks check, EvaluationSpec evaluation)
    {
        if (evaluation.Suite == File)
            check.Require(evaluation.SuiteFile is { Length: > 0 }, "evaluation.suiteFile", evaluation.SuiteFile, "a file of prompts, because evaluation.suite is \"file\"");
        else if (evaluation.Suite == Demo)
            check.Require(evaluation.SuiteFile is null, "evaluation.suiteFile", evaluation.SuiteFile, "nothing: evaluation.suite \"demo\" has no file; \"file\" takes one");
        else
            check.Require(evaluation.SuiteFile is not "", "evaluation.suiteFile", evaluation.SuiteFile, "a file of prompts, or no such key");
    }

    private static void WhoScores(SpecChecks check, EvaluationSpec evaluation)
    {
        var readsOnlyDemo = evaluation.Scorers is null || evaluation.Scorers.Any(scorer => scorer.Name == Demo);
        check.Require(
            evaluation.Suite is Demo or File || !readsOnlyDemo, "evaluation.scorers", evaluation.Scorers,
            $"scorers that read any prompt, as [{{\"name\": \"clip-score\", \"model\": \"clip-vit-large-patch14\"}}]: \"demo\" knows nothing of evaluation.suite \"{evaluation.Suite}\"");
        if (evaluation.Scorers is not { } scorers)
            return;

        check.Require(scorers.Count is >= 1 and <= MostScorers, "evaluation.scorers", scorers.Count, $"1 to {MostScorers} scorers");
        check.Require(scorers.DistinctBy(scorer => scorer.Name).Count() == scorers.Count, "evaluation.scorers", scorers, "each scorer once");
        foreach (var (index, scorer) in scorers.Index())
            Scorer(check, $"evaluation.scorers[{index}]", scorer);
    }

    private static void Scorer(SpecChecks check, string at, ScorerSpec scorer)
    {
        check.OneOf($"{at}.name", scorer.Name, Scorers);
        if (scorer.Model is { } model)
            RunSpecValidator.Model(check, $"{at}.model", model);
        check.Require(
            (scorer.Name == Demo) == (scorer.Model is null), $"{at}.model", scorer.Model,
            scorer.Name == Demo ? "nothing: \"demo\" has no model" : $"the folder of the model that \"{scorer.Name}\" scores with");
        if (scorer.Precision is { } precision)
            check.OneOf($"{at}.precision", precision, [.. RunSpecValidator.Precisions]);
    }
}
