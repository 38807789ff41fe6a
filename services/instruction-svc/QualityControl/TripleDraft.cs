using InstructEngine.Contracts.V1;
using InstructEngine.InstructionService.Writing;
using InstructEngine.Lexicons;

namespace InstructEngine.InstructionService.QualityControl;

/// <summary>A triple that was written and not yet looked at.</summary>
/// <param name="Contrast">How hard the difference is to see; null where the writer does not grade.</param>
/// <param name="Phrases">What the writer says that it contrasted; null where it does not say.</param>
internal sealed record TripleDraft(Dimension Dimension, ContrastGrade? Contrast, TripleText Text, ContrastPhrases? Phrases = null);

/// <summary>The opposed phrases, as they stand in the two instructions.</summary>
internal sealed record ContrastPhrases(string Preferred, string Dispreferred);
