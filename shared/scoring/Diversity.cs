namespace InstructEngine.Scoring;

/// <summary>
/// How much the images of one prompt differ over seeds: the mean of 1 − cosine over all pairs of them. A model that games a reward tends to draw
/// the same picture again and again, which no score of single images shows.
/// </summary>
public static class Diversity
{
    /// <param name="embeddings">Of the images of one prompt, each of length 1.</param>
    /// <returns>From 0 (all alike) to 2; not-a-number for fewer than two images.</returns>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static double Of(IReadOnlyList<float[]> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.Count < 2)
            return double.NaN;
        var (sum, pairs) = (0.0, 0);
        for (var i = 0; i < embeddings.Count; i++)
        {
            for (var j = 0; j < i; j++, pairs++)
                sum += 1 - Cosine(embeddings[i], embeddings[j]);
        }

        return sum / pairs;
    }

    /// <summary>By prompt, of the prompts that have at least two images; every image is embedded once.</summary>
    /// <exception cref="ArgumentException">An image cannot be embedded.</exception>
    public static IReadOnlyDictionary<string, double> Of(IImageEmbedder embedder, IReadOnlyList<ScoredImage> images)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        ArgumentNullException.ThrowIfNull(images);
        var groups = images.GroupBy(image => image.Prompt, StringComparer.Ordinal).Where(group => group.Count() > 1).ToList();
        var vectors = new Queue<float[]>(embedder.Embed([.. groups.SelectMany(group => group).Select(image => image.Image)]));
        return groups.ToDictionary(group => group.Key, group => Of([.. group.Select(_ => vectors.Dequeue())]), StringComparer.Ordinal);
    }

    private static double Cosine(float[] a, float[] b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"Two images have {a.Length} and {b.Length} numbers; one embedder gives all the same.");
        var product = 0.0;
        for (var i = 0; i < a.Length; i++)
            product += (double)a[i] * b[i];
        return product;
    }
}
