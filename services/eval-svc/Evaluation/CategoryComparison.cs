using InstructEngine.EvalService.Statistics;

namespace InstructEngine.EvalService.Evaluation;

/// <summary>Both models on the prompts of one category.</summary>
/// <param name="Prompts">Prompts of the category.</param>
/// <param name="Scorers">The figures of each scorer that had numbers there, in the order of the whole.</param>
public sealed record CategoryComparison(string Name, int Prompts, IReadOnlyList<(string Scorer, PairedComparison Figures)> Scorers);

/// <summary>Something measured beside the scores, because scores can be gamed.</summary>
/// <param name="Name">As <c>diversity</c> or <c>grid-artefact</c>.</param>
/// <param name="Meaning">A line for people.</param>
/// <param name="MoreIsBetter">Whether a rise is good.</param>
public sealed record SideMeasure(string Name, string Meaning, bool MoreIsBetter, PairedComparison Figures);

/// <summary>Scores of one scorer that were no numbers.</summary>
/// <param name="Scorer">The figure's name.</param>
/// <param name="Images">Pairs of images left out.</param>
/// <param name="Prompts">Prompts left out, all their images being so; all of the suite where the figure is missing from the table.</param>
public sealed record ExcludedScores(string Scorer, int Images, int Prompts);
