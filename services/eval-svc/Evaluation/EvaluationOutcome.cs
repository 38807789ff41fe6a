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
    /// <summary>The comparison at the guidance scale where the base does best.</summary>
    public ModelComparison Best => AtBest ?? Headline;

    public IReadOnlyList<ScorerResult> ToResults() =>
        [.. Headline.ToResults(), .. AtBest?.ToResults() ?? []];
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

    public IEnumerable<ScorerResult> ToResults() =>
        from entry in Scorers
        let figures = entry.Figures
        select new ScorerResult(
            entry.Name, GuidanceScale, figures.Base, figures.Aligned, figures.RelativeGain, figures.Difference.Low, figures.Difference.High,
            figures.WinRate, BaseImages.Count);
}
