namespace InstructEngine.Benchmarks.Alignment;

/// <summary>A method's trials on the tuning prompts and the one that was taken.</summary>
/// <param name="Weights">Of each trial; null where the training diverged.</param>
/// <param name="Figures">Likewise.</param>
internal sealed record TunedMethod(
    string Setting, Method Method, IReadOnlyList<Trial> Trials, IReadOnlyList<string?> Weights, IReadOnlyList<TrialFigures?> Figures, TrialChoice Choice, int StepBudget)
{
    public Trial Chosen => Trials[Choice.Index];

    public int Steps => Chosen.Steps(StepBudget);

    public string ChosenWeights => Weights[Choice.Index]!;
}
