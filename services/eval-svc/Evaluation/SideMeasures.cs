using InstructEngine.Diffusion.Images;
using InstructEngine.Scoring;
using InstructEngine.Storage.Blobs;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>
/// What a model that games its scores gives away: images of a prompt that grow alike, and a printed grid. Diversity needs two images a prompt and a scorer
/// that embeds images.
/// </summary>
internal sealed class SideMeasures(IBlobStore blobs)
{
    public const string DiversityName = "diversity", GridName = "grid-artefact";

    private const string DiversityMeaning = "how much the images of a prompt differ over seeds (mean pairwise distance in CLIP's space)";

    private const string GridMeaning = "strength of a pattern that repeats with every eight pixels (grey levels)";

    public async Task<IReadOnlyList<SideMeasure>> MeasureAsync(EvaluationWork work, ModelComparison comparison, long seed, CancellationToken cancellationToken)
    {
        var embedder = work.Spec.ImagesPerPrompt > 1 ? work.Scorers.Select(scorer => scorer.Scorer).OfType<IImageEmbedder>().FirstOrDefault() : null;
        var aligned = comparison.AlignedImages.GroupBy(image => image.Prompt).ToDictionary(prompt => prompt.Key);
        var (diversity, grid) = (new List<PromptScores>(), new List<PromptScores>());
        foreach (var prompt in comparison.BaseImages.GroupBy(image => image.Prompt).OrderBy(prompt => prompt.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (one, other) = (await ReadAsync(prompt, cancellationToken), await ReadAsync(aligned[prompt.Key], cancellationToken));
            grid.Add(PromptScores.Of(prompt.Key, [.. one.Select(GridArtefact.Measure).Zip(other.Select(GridArtefact.Measure))]));
            if (embedder is not null)
                diversity.Add(PromptScores.Of(prompt.Key, [(Diversity.Of(embedder.Embed(one)), Diversity.Of(embedder.Embed(other)))]));
        }

        var measures = new List<SideMeasure>();
        Add(measures, DiversityName, DiversityMeaning, true, diversity, seed);
        Add(measures, GridName, GridMeaning, false, grid, seed);
        return measures;
    }

    private static void Add(List<SideMeasure> measures, string name, string meaning, bool moreIsBetter, List<PromptScores> prompts, long seed)
    {
        var scores = new PairedScores(prompts);
        if (scores.Count > 0)
            measures.Add(new SideMeasure(name, meaning, moreIsBetter, scores.Compare(seed)));
    }

    private async Task<IReadOnlyList<RgbImage>> ReadAsync(IEnumerable<EvaluatedImage> images, CancellationToken cancellationToken)
    {
        var pictures = new List<RgbImage>();
        foreach (var image in images.OrderBy(image => image.Image))
            pictures.Add(RgbImage.FromPng(await blobs.ReadAsync(image.Blob, cancellationToken)));
        return pictures;
    }
}
