namespace InstructEngine.InstructionService.Writing.Language;

/// <summary>What a language model answers to <c>instructions-write</c>.</summary>
internal sealed record WrittenTriples(IReadOnlyList<WrittenTriple> Items);

/// <param name="PreferredDetail">The words of the preferred instruction that the other one has not.</param>
/// <param name="DispreferredDetail">The words that stand in their place.</param>
internal sealed record WrittenTriple(string Base, string Preferred, string Dispreferred, string PreferredDetail, string DispreferredDetail);
