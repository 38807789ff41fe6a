using InstructEngine.EvalService.Statistics;
using InstructEngine.EvalService.Suites;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Turns stored images into figures. Pure: the same images and seed give the same numbers.</summary>
internal static class ComparisonBuilder
{
    /// <param name="scorers">Names in the order of the report.</param>
    /// <param name="firsts">The first figure of each scorer, which the average over scorers is made of; null: the first of <paramref name="scorers"/>.</param>
    /// <param name="prompts">The suite's prompts with their categories; null where those do not matter.</param>
    public static ModelComparison Compare(
        double guidanceScale,
        IReadOnlyList<string> scorers,
        IReadOnlyList<EvaluatedImage> baseImages,
        IReadOnlyList<EvaluatedImage> alignedImages,
        long seed,
        IReadOnlyList<string>? firsts = null,
        IReadOnlyList<SuitePrompt>? prompts = null)
    {
        var pairs = scorers.Select(scorer => (Scorer: scorer, Scores: PairedScores.Of(baseImages, alignedImages, scorer))).ToArray();
        var figures = pairs.Where(pair => pair.Scores.Count > 0).Select(pair => (pair.Scorer, pair.Scores.Compare(seed))).ToArray();
        return new ModelComparison(guidanceScale, figures, baseImages, alignedImages)
        {
            AverageGain = AverageGain.Of(
                [.. figures.Where(entry => (firsts ?? [scorers[0]]).Contains(entry.Scorer))],
                pairs.ToDictionary(pair => pair.Scorer, pair => pair.Scores.ByPrompt()),
                seed),
            Categories = [.. Categories(prompts ?? [], pairs, seed)],
            Excluded =
            [
                .. from pair in pairs
                   where pair.Scores.ExcludedImages > 0
                   select new ExcludedScores(pair.Scorer, pair.Scores.ExcludedImages, pair.Scores.ExcludedPrompts),
            ],
        };
    }

    /// <summary>The mean over prompts; NaN where no image has a score.</summary>
    public static double Mean(IReadOnlyList<EvaluatedImage> images, string scorer)
    {
        var prompts = images.Select(image => (image.Prompt, Score: image.Scores.Values[scorer])).Where(score => double.IsFinite(score.Score))
            .GroupBy(score => score.Prompt).Select(prompt => prompt.Average(score => score.Score)).ToArray();
        return prompts.Length == 0 ? double.NaN : prompts.Average();
    }

    private static IEnumerable<CategoryComparison> Categories(IReadOnlyList<SuitePrompt> prompts, (string Scorer, PairedScores Scores)[] pairs, long seed) =>
        from category in prompts.Where(prompt => prompt.Category is not null).GroupBy(prompt => prompt.Category!)
        let indices = category.Select(prompt => prompt.Index).ToHashSet()
        select new CategoryComparison(
            category.Key,
            indices.Count,
            [
                .. from pair in pairs
                   let part = pair.Scores.Only(indices)
                   where part.Count > 0
                   select (pair.Scorer, part.Compare(seed)),
            ]);
}
