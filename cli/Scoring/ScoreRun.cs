using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;

namespace InstructEngine.Cli.Scoring;

/// <summary>Scores files in batches; what cannot be judged is said and counted, and the others are scored.</summary>
internal sealed class ScoreRun(CombinedScorer scorer)
{
    private const int BatchSize = 16;

    /// <exception cref="OperationCanceledException">It was to stop, between two batches.</exception>
    public ScoreReport Run(IReadOnlyList<(string File, string Prompt)> rows, CancellationToken stop)
    {
        var images = new List<ScoredFile>(rows.Count);
        foreach (var batch in rows.Chunk(BatchSize))
        {
            stop.ThrowIfCancellationRequested();
            images.AddRange(Score(batch));
        }

        var weights = scorer.Parts.Where(part => part is IHasWeights).ToDictionary(part => part.Name, part => ((IHasWeights)part).WeightHashes);
        return ScoreReport.Of(images, [.. scorer.Scorers.Select(part => part.Name)], weights);
    }

    private IEnumerable<ScoredFile> Score((string File, string Prompt)[] batch)
    {
        var read = batch.Select(row => Read(row.File, row.Prompt)).ToList();
        var scores = new Queue<ImageScores>(scorer.Score([.. batch.Zip(read).Where(pair => pair.Second.Image is not null).Select(pair => new ScoredImage(pair.First.Prompt, pair.Second.Image!))]));
        return [.. batch.Zip(read, (row, image) => new ScoredFile(row.File, row.Prompt, image.Image is null ? null : Numbers(scores.Dequeue()), image.Error))];
    }

    private (RgbImage? Image, string? Error) Read(string file, string prompt)
    {
        try
        {
            var image = ImageFile.Read(file);
            return (scorer.WhyNot(prompt) ?? scorer.WhyNot(image)) is { } why ? (null, $"{file}: {why}") : (image, null);
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }

    private static Dictionary<string, double?> Numbers(ImageScores scores) =>
        scores.Values.ToDictionary(score => score.Key, score => double.IsFinite(score.Value) ? score.Value : (double?)null);
}
