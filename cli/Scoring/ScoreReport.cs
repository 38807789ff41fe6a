namespace InstructEngine.Cli.Scoring;

/// <summary>All figures, as <c>score --json</c> prints them.</summary>
/// <param name="Images">In the order given.</param>
/// <param name="Means">By scorer, over the images that it gave a number; null where there is none.</param>
/// <param name="NotNumbers">By scorer, how many images it gave no number.</param>
/// <param name="Failed">Images that cannot be judged.</param>
/// <param name="Weights">By scorer and file name, the SHA-256 of the weights: figures of different weights cannot be compared.</param>
internal sealed record ScoreReport(
    IReadOnlyList<ScoredFile> Images,
    IReadOnlyDictionary<string, double?> Means,
    IReadOnlyDictionary<string, int> NotNumbers,
    int Failed,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Weights)
{
    public static ScoreReport Of(IReadOnlyList<ScoredFile> images, IReadOnlyList<string> scorers, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> weights)
    {
        var scored = images.Select(image => image.Scores).OfType<IReadOnlyDictionary<string, double?>>().ToList();
        return new(
            images,
            scorers.ToDictionary(name => name, name => scored.Select(scores => scores[name]).Average()),
            scorers.ToDictionary(name => name, name => scored.Count(scores => scores[name] is null)),
            images.Count - scored.Count,
            weights);
    }
}
