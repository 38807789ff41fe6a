using InstructEngine.Contracts.V1;
using InstructEngine.EvalService.Statistics;
using InstructEngine.EvalService.Suites;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Everything that was measured of one checkpoint.</summary>
/// <param name="Headline">Base against aligned at the spec's first guidance scale.</param>
/// <param name="AtBest">Base against aligned at the guidance scale where the base does best; null when that is the headline's.</param>
/// <param name="BaseSweep">The base's mean of the headline scorer at every guidance scale tried, in the spec's order.</param>
public sealed record EvaluationOutcome(
    string Suite,
    IReadOnlyList<SuitePrompt> Prompts,
    int ImagesPerPrompt,
    string HeadlineScorer,
    ModelComparison Headline,
    ModelComparison? AtBest,
    IReadOnlyList<(double GuidanceScale, double Mean)> BaseSweep)
{
    /// <summary>Whether training saw prompts of the suite; null where that is not known, as for a model from elsewhere.</summary>
    public SuiteOverlap? Overlap { get; init; }

    /// <summary>The comparison at the guidance scale where the base does best.</summary>
    public ModelComparison Best => AtBest ?? Headline;

    public IReadOnlyList<ScorerResult> ToResults() =>
        [.. Headline.ToResults(), .. AtBest?.ToResults() ?? []];

    /// <summary>What subscribers are told.</summary>
    public CheckpointEvaluated ToEvent(EpochCompleted checkpoint) => new(
        checkpoint.RunId, checkpoint.Epoch, checkpoint.CheckpointHash, ToResults(), Headline.ToCategoryResults(),
        Headline.AverageGain.All, Headline.AverageGain.WithoutNearZero, Headline.AverageGain.NearZero is { Count: > 0 } nearZero ? nearZero : null);
}

/// <summary>Both models on the same prompts, seeds and steps, at one guidance scale.</summary>
/// <param name="Scorers">The figures of each scorer, the headline scorer first.</param>
public sealed record ModelComparison(
    double GuidanceScale,
    IReadOnlyList<(string Name, PairedComparison Figures)> Scorers,
    IReadOnlyList<EvaluatedImage> BaseImages,
    IReadOnlyList<EvaluatedImage> AlignedImages)
{
    public PairedComparison this[string scorer] => Scorers.First(entry => entry.Name == scorer).Figures;

    /// <summary>The relative gain of the average over scorers.</summary>
    public AverageGain AverageGain { get; init; } = new(null, null, [], []);

    /// <summary>By category in the order of the suite; empty where the suite has none.</summary>
    public IReadOnlyList<CategoryComparison> Categories { get; init; } = [];

    /// <summary>Diversity and grid artefacts, as far as they could be measured.</summary>
    public IReadOnlyList<SideMeasure> Beside { get; init; } = [];

    /// <summary>Figures of which some scores were no numbers; a figure without any number is here and not in <see cref="Scorers"/>.</summary>
    public IReadOnlyList<ExcludedScores> Excluded { get; init; } = [];

    public IEnumerable<ScorerResult> ToResults() => Scorers.Select(entry => ToResult(entry.Name, entry.Figures, BaseImages.Count));

    /// <summary>As the event has them; null where the suite has no categories.</summary>
    public IReadOnlyList<CategoryResult>? ToCategoryResults() => Categories.Count == 0
        ? null
        : [.. Categories.Select(category => new CategoryResult(
            category.Name,
            category.Prompts,
            [.. category.Scorers.Select(entry => ToResult(entry.Scorer, entry.Figures, category.Prompts * BaseImages.Count / BaseImages.DistinctBy(image => image.Prompt).Count()))]))];

    private ScorerResult ToResult(string name, PairedComparison figures, int images) => new(
        name, GuidanceScale, figures.Base, figures.Aligned, figures.RelativeGain, figures.Difference.Low, figures.Difference.High,
        figures.WinRate, images, figures.Difference.TooFew ? true : null, figures.ExcludedImages > 0 ? figures.ExcludedImages : null);
}
