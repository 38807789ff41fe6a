using InstructEngine.EvalService.Evaluation;
using InstructEngine.EvalService.Suites;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.Reporting;

/// <summary>
/// Chooses what is shown side by side: where the aligned model gained most, where it lost most, and prompts drawn at random before
/// anyone looked, so that the first two groups are not taken for the average.
/// </summary>
internal static class ExampleChooser
{
    public static IReadOnlyList<ComparisonGroup> Choose(ModelComparison comparison, IReadOnlyList<SuitePrompt> prompts, long seed, int rows = 6)
    {
        var all = Pair(comparison, prompts);
        var gains = Ranked(all, seed).Where(row => Gain(row) > 0).OrderByDescending(Gain);
        var losses = Ranked(all, seed).Where(row => Gain(row) < 0).OrderBy(Gain);
        var random = Ranked(all.Where(row => row.Base.Image == 0), seed + 1);
        return
        [
            new("Largest gains", "The aligned model got more of the prompt right than the base model.", [.. OnePerPrompt(gains).Take(rows)]),
            new("Largest losses", "The aligned model got less of the prompt right than the base model.", [.. OnePerPrompt(losses).Take(rows)]),
            new("Drawn at random", "Chosen by the seed, not by the result.", [.. random.Take(rows)]),
        ];
    }

    private static List<ComparisonRow> Pair(ModelComparison comparison, IReadOnlyList<SuitePrompt> prompts)
    {
        var aligned = comparison.AlignedImages.ToDictionary(image => (image.Prompt, image.Image));
        return
        [
            .. from image in comparison.BaseImages
               orderby image.Prompt, image.Image
               select new ComparisonRow(prompts[image.Prompt].Text, image, aligned[(image.Prompt, image.Image)]),
        ];
    }

    private static double Gain(ComparisonRow row) => Right(row.Aligned) - Right(row.Base);

    private static double Right(EvaluatedImage image) =>
        image.Scores.Findings.Count == 0 ? 0 : (double)image.Scores.Findings.Count(finding => finding.IsRight) / image.Scores.Findings.Count;

    private static IEnumerable<ComparisonRow> OnePerPrompt(IEnumerable<ComparisonRow> rows) => rows.DistinctBy(row => row.Base.Prompt);

    private static List<ComparisonRow> Ranked(IEnumerable<ComparisonRow> rows, long seed)
    {
        var shuffled = rows.ToList();
        new SeededRandom(seed).Shuffle(shuffled);
        return shuffled;
    }
}
