namespace InstructEngine.EvalService.Statistics;

/// <summary>A 95 % interval, or where there are too few prompts for one the range of what was seen.</summary>
/// <param name="TooFew">No interval: the ends are the smallest and the largest difference of a prompt, and settle nothing.</param>
public readonly record struct ConfidenceInterval(double Low, double High, bool TooFew = false)
{
    /// <summary>True when zero lies strictly outside: the sign of the difference is settled at this level.</summary>
    public bool ExcludesZero => !TooFew && (Low > 0 || High < 0);
}
