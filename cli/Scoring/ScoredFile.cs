namespace InstructEngine.Cli.Scoring;

/// <summary>What became of one image.</summary>
/// <param name="Scores">By scorer; null is not a number. Absent where the image cannot be judged.</param>
/// <param name="Error">Why it cannot.</param>
internal sealed record ScoredFile(string File, string Prompt, IReadOnlyDictionary<string, double?>? Scores, string? Error);
