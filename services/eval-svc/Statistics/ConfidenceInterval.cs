namespace InstructEngine.EvalService.Statistics;

/// <summary>A 95 % interval.</summary>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    /// <summary>True when zero lies strictly outside: the sign of the difference is settled at this level.</summary>
    public bool ExcludesZero => Low > 0 || High < 0;
}
