namespace InstructEngine.Scoring;

/// <summary>What the scorers say of one image.</summary>
/// <param name="Values">A value for each scorer, more is better.</param>
/// <param name="Findings">What was asked and what was seen, for people.</param>
public sealed record ImageScores(IReadOnlyDictionary<string, double> Values, IReadOnlyList<Finding> Findings);

/// <summary>One attribute of an image.</summary>
/// <param name="Read">What the checker saw; null when it could not tell.</param>
public sealed record Finding(string Attribute, string Asked, string? Read, bool IsRight);
