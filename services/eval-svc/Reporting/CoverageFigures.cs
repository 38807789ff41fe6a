namespace InstructEngine.EvalService.Reporting;

/// <summary>How well the taxonomy and the sampled corpus fit each other.</summary>
/// <param name="Prompts">Sampled prompts.</param>
/// <param name="CoveredByLeaf">Those that speak of at least one subtopic.</param>
/// <param name="CoveredByTheme">Those that speak of at least one theme.</param>
/// <param name="Evidence">Prompts that speak of a subtopic, by its leaf's id.</param>
internal sealed record CoverageFigures(int Prompts, int CoveredByLeaf, int CoveredByTheme, IReadOnlyDictionary<string, int> Evidence);
