using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>A clean prompt that may enter the sample.</summary>
/// <param name="Line">1-based line of the corpus.</param>
/// <param name="Key">Its <see cref="PromptKey"/>.</param>
internal sealed record Candidate(int Line, string Text, string Key);
