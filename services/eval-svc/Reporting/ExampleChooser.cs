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
        var read = HasFindings(comparison);
        var gain = read ? RightGain : ScoreGain(comparison);
        var gains = Ranked(all, seed).Where(row => gain(row) > 0).OrderByDescending(gain);
        var losses = Ranked(all, seed).Where(row => gain(row) < 0).OrderBy(gain);
        var random = Ranked(all.Where(row => row.Base.Image == 0), seed + 1);
        return
        [
            new(
                "Largest gains",
                read ? "The aligned model got more of the prompt right than the base model." : "The scores rose most, on average over the scorers, each in units of its own spread.",
                [.. OnePerPrompt(gains).Take(rows)]),
            new(
                "Largest losses",
                read ? "The aligned model got less of the prompt right than the base model." : "The scores fell most, on average over the scorers, each in units of its own spread.",
                [.. OnePerPrompt(losses).Take(rows)]),
            new("Drawn at random", "Chosen by the seed, not by the result.", [.. random.Take(rows)]),
        ];
    }

    /// <summary>Whether a checker has read every image: then what it read decides, else the scores do.</summary>
    public static bool HasFindings(ModelComparison comparison) =>
        comparison.BaseImages.Count > 0 && comparison.BaseImages.Concat(comparison.AlignedImages).All(image => image.Scores.Findings.Count > 0);

    private static List<ComparisonRow> Pair(ModelComparison comparison, IReadOnlyList<SuitePrompt> prompts)
    {
        var texts = prompts.ToDictionary(prompt => prompt.Index, prompt => prompt.Text);
        var aligned = comparison.AlignedImages.ToDictionary(image => (image.Prompt, image.Image));
        return
        [
            .. from image in comparison.BaseImages
               orderby image.Prompt, image.Image
               select new ComparisonRow(texts[image.Prompt], image, aligned[(image.Prompt, image.Image)]),
        ];
    }

    private static double RightGain(ComparisonRow row) => Right(row.Aligned) - Right(row.Base);

    private static double Right(EvaluatedImage image) => (double)image.Scores.Findings.Count(finding => finding.IsRight) / image.Scores.Findings.Count;

    /// <summary>The mean over scorers of the gain, each divided by the standard deviation of its scores over all images of both models.</summary>
    private static Func<ComparisonRow, double> ScoreGain(ModelComparison comparison)
    {
        var spreads = comparison.Scorers.Select(scorer => (scorer.Name, Spread: Deviation(comparison, scorer.Name))).Where(scorer => scorer.Spread > 0).ToArray();
        return row => spreads
            .Select(scorer => (row.Aligned.Scores.Values[scorer.Name] - row.Base.Scores.Values[scorer.Name]) / scorer.Spread)
            .Where(double.IsFinite).DefaultIfEmpty(0).Average();
    }

    private static double Deviation(ModelComparison comparison, string scorer)
    {
        var scores = comparison.BaseImages.Concat(comparison.AlignedImages).Select(image => image.Scores.Values[scorer]).Where(double.IsFinite).ToArray();
        if (scores.Length == 0)
            return 0;

        var mean = scores.Average();
        return Math.Sqrt(scores.Average(score => (score - mean) * (score - mean)));
    }

    private static IEnumerable<ComparisonRow> OnePerPrompt(IEnumerable<ComparisonRow> rows) => rows.DistinctBy(row => row.Base.Prompt);

    private static List<ComparisonRow> Ranked(IEnumerable<ComparisonRow> rows, long seed)
    {
        var shuffled = rows.ToList();
        new SeededRandom(seed).Shuffle(shuffled);
        return shuffled;
    }
}
