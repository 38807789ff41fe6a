using InstructEngine.Diffusion.Images;

namespace InstructEngine.Scoring;

/// <summary>Several scorers as one: what one of them cannot judge none is asked about, and the first one's fit is the fit.</summary>
public sealed class CombinedScorer : IImageScorer, IDisposable
{
    /// <param name="parts">At least one; disposed of with this.</param>
    /// <exception cref="ArgumentException">There is none, or two measure something of the same name.</exception>
    public CombinedScorer(IReadOnlyList<IImageScorer> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("At least one scorer is wanted.", nameof(parts));
        Scorers = [.. parts.SelectMany(part => part.Scorers)];
        if (Scorers.GroupBy(scorer => scorer.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two scorers measure '{twice.Key}'; each may be there once.", nameof(parts));
        (Parts, Name) = (parts, string.Join('+', parts.Select(part => part.Name)));
    }

    public IReadOnlyList<IImageScorer> Parts { get; }

    /// <summary>The parts' names, joined by <c>+</c>.</summary>
    public string Name { get; }

    public IReadOnlyList<ScorerDescription> Scorers { get; }

    public bool UsesDevice => Parts.Any(part => part.UsesDevice);

    /// <summary>The first part that places images in a space, e.g. for <see cref="Diversity"/>; null where none does.</summary>
    public IImageEmbedder? Embedder => Parts.OfType<IImageEmbedder>().FirstOrDefault();

    public string? WhyNot(string prompt) => Parts.Select(part => part.WhyNot(prompt)).FirstOrDefault(why => why is not null);

    public string? WhyNot(RgbImage image) => Parts.Select(part => part.WhyNot(image)).FirstOrDefault(why => why is not null);

    public IReadOnlyList<double> Fit(IReadOnlyList<ScoredImage> images) => Parts[0].Fit(images);

    public IReadOnlyList<ImageScores> Score(IReadOnlyList<ScoredImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var byPart = Parts.Select(part => part.Score(images)).ToList();
        return [.. Enumerable.Range(0, images.Count).Select(image => Merge(byPart.Select(scores => scores[image])))];
    }

    public void Dispose()
    {
        foreach (var part in Parts.OfType<IDisposable>())
            part.Dispose();
    }

    private static ImageScores Merge(IEnumerable<ImageScores> scores)
    {
        var (values, findings) = (new Dictionary<string, double>(StringComparer.Ordinal), new List<Finding>());
        foreach (var score in scores)
        {
            findings.AddRange(score.Findings);
            foreach (var (name, value) in score.Values)
                values.Add(name, value);
        }

        return new(values, findings);
    }
}
