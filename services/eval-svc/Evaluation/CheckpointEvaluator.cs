using InstructEngine.Hosting;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>
/// Compares a checkpoint with its base model on the same prompts, seeds and steps. The base is drawn at every guidance scale of the
/// spec; the aligned model at the first, and at the base's best, because a gain over a badly set base says little.
/// </summary>
internal sealed class CheckpointEvaluator(SettingDrawer drawer, SideMeasures beside)
{
    /// <param name="report">Told images done and images in all, from any thread.</param>
    /// <exception cref="RunFailureException">A scorer cannot judge the suite or what the model draws, or the headline's scorer gives no number.</exception>
    public async Task<EvaluationOutcome> EvaluateAsync(EvaluationWork work, Action<int, int> report, CancellationToken cancellationToken)
    {
        var scales = work.Spec.GuidanceScales;
        var drawn = 0;

        // Until the base's best is known, it is taken to be another scale than the first. A model that is held against itself is drawn once.
        var isAlone = work.Aligned == work.Base;
        var total = work.Images.Count * (isAlone ? scales.Count : scales.Count == 1 ? 2 : scales.Count + 2);
        var baseImages = await drawer.DrawAsync(work, EvaluatedModel.Base, scales, Count, cancellationToken);
        var means = baseImages.Select(images => ComparisonBuilder.Mean(images, work.HeadlineScorer)).ToArray();
        var best = Array.IndexOf(means, means.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max());
        if (best < 0)
            throw NoNumber(work, "base");

        int[] chosen = best == 0 ? [0] : [0, best];
        total = work.Images.Count * (scales.Count + (isAlone ? 0 : chosen.Length));
        var alignedImages = isAlone
            ? [.. chosen.Select(scale => baseImages[scale])]
            : await drawer.DrawAsync(work, EvaluatedModel.Aligned, [.. chosen.Select(scale => scales[scale])], Count, cancellationToken);

        return new EvaluationOutcome(
            work.Spec.Suite,
            work.Prompts,
            work.Spec.ImagesPerPrompt,
            work.HeadlineScorer,
            await CompareAsync(0, 0),
            best == 0 ? null : await CompareAsync(best, 1),
            [.. scales.Zip(means)]);

        void Count(int images) => report(Interlocked.Add(ref drawn, images), total);

        async Task<ModelComparison> CompareAsync(int baseAt, int alignedAt)
        {
            var seed = EvaluationSeeds.Bootstrap(work.Seed);
            var comparison = ComparisonBuilder.Compare(scales[baseAt], work.Figures, baseImages[baseAt], alignedImages[alignedAt], seed, work.Firsts, work.Prompts);
            if (comparison.Scorers.All(entry => entry.Name != work.HeadlineScorer))
                throw NoNumber(work, "aligned");

            return comparison with { Beside = await beside.MeasureAsync(work, comparison, seed, cancellationToken) };
        }
    }

    private static RunFailureException NoNumber(EvaluationWork work, string model) => new(
        $"The scorer '{work.HeadlineScorer}' gave no number for any image of the {model} model: there is nothing to compare. "
        + "Try another precision of the scorer, or put another scorer first in evaluation.scorers.");
}
