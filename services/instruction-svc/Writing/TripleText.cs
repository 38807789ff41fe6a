namespace InstructEngine.InstructionService.Writing;

/// <summary>The three instructions of a triple.</summary>
internal sealed record TripleText(string Base, string Preferred, string Dispreferred);
