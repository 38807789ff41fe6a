namespace InstructEngine.EvalService.Suites;

/// <summary>Whether the instructions of a run repeat prompts of its suite: what is measured with must not be what was trained on.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Prompts">Prompts of the suite, each once.</param>
/// <param name="Instructions">Instructions that were compared with them, each once.</param>
/// <param name="Exact">Instructions that are a prompt of the suite, case, punctuation and spacing set aside.</param>
/// <param name="Near">Instructions that nearly are, or that hold a prompt within a longer sentence.</param>
/// <param name="Examples">Some of them, exact ones first.</param>
public sealed record SuiteOverlap(string Suite, int Prompts, int Instructions, int Exact, int Near, IReadOnlyList<OverlapExample> Examples)
{
    /// <summary><see cref="SuiteOverlap"/>, by run id.</summary>
    public const string Collection = "suite-overlaps";
}

/// <param name="Kind"><c>exact</c>, <c>within</c> or <c>near</c>.</param>
public sealed record OverlapExample(string Kind, string Instruction, string Prompt);
