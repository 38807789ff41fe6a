namespace InstructEngine.EvalService.Evaluation;

/// <summary>
/// Compares a checkpoint with its base model on the same prompts, seeds and steps. The base is drawn at every guidance scale of the
/// spec; the aligned model at the first, and at the base's best, because a gain over a badly set base says little.
/// </summary>
internal sealed class CheckpointEvaluator(SettingDrawer drawer)
{
    /// <param name="report">Told images done and images in all, from any thread.</param>
    public async Task<EvaluationOutcome> EvaluateAsync(EvaluationWork work, Action<int, int> report, CancellationToken cancellationToken)
    {
        var scales = work.Spec.GuidanceScales;
        var drawn = 0;

        // Until the base's best is known, it is taken to be another scale than the first.
        var total = work.Images.Count * (scales.Count == 1 ? 2 : scales.Count + 2);
        var baseImages = await drawer.DrawAsync(work, EvaluatedModel.Base, scales, Count, cancellationToken);
        var means = baseImages.Select(images => ComparisonBuilder.Mean(images, work.HeadlineScorer)).ToArray();
        var best = Array.IndexOf(means, means.Max());

        double[] alignedScales = best == 0 ? [scales[0]] : [scales[0], scales[best]];
        total = work.Images.Count * (scales.Count + alignedScales.Length);
        var alignedImages = await drawer.DrawAsync(work, EvaluatedModel.Aligned, alignedScales, Count, cancellationToken);

        return new EvaluationOutcome(
            work.Spec.Suite,
            work.Prompts,
            work.Spec.ImagesPerPrompt,
            work.HeadlineScorer,
            Compare(0, 0),
            best == 0 ? null : Compare(best, 1),
            [.. scales.Zip(means)]);

        void Count(int images) => report(Interlocked.Add(ref drawn, images), total);

        ModelComparison Compare(int baseAt, int alignedAt) => ComparisonBuilder.Compare(
            scales[baseAt],
            [.. work.Scorer.Scorers.Select(scorer => scorer.Name)],
            baseImages[baseAt],
            alignedImages[alignedAt],
            EvaluationSeeds.Bootstrap(work.Seed));
    }
}
