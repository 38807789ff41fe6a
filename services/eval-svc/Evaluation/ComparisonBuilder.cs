using InstructEngine.EvalService.Statistics;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Turns stored images into figures. Pure: the same images and seed give the same numbers.</summary>
internal static class ComparisonBuilder
{
    /// <param name="scorers">Names in the order of the report.</param>
    public static ModelComparison Compare(
        double guidanceScale,
        IReadOnlyList<string> scorers,
        IReadOnlyList<EvaluatedImage> baseImages,
        IReadOnlyList<EvaluatedImage> alignedImages,
        long seed)
    {
        var figures = new List<(string, PairedComparison)>(scorers.Count);
        foreach (var scorer in scorers)
            figures.Add((scorer, PairedComparison.Of(PerPrompt(baseImages, scorer), PerPrompt(alignedImages, scorer), seed)));
        return new ModelComparison(guidanceScale, figures, baseImages, alignedImages);
    }

    public static double Mean(IReadOnlyList<EvaluatedImage> images, string scorer) => PerPrompt(images, scorer).Average();

    /// <summary>The mean over each prompt's images, in the order of the prompts: the prompt is the unit that is resampled.</summary>
    private static double[] PerPrompt(IReadOnlyList<EvaluatedImage> images, string scorer) =>
        [.. images.GroupBy(image => image.Prompt).OrderBy(group => group.Key).Select(group => group.Average(image => image.Scores.Values[scorer]))];
}
