namespace InstructEngine.Lexicons.Suites;

/// <summary>One prompt of a suite as it was read.</summary>
/// <param name="At">Where, for people: <c>line 3</c>.</param>
internal sealed record SuiteLine(string Prompt, string? Category, string At);
