namespace InstructEngine.EvalService.Evaluation;

/// <param name="Workers">Batches drawn at the same time, each with one thread an operation: faster here than one batch on all cores.</param>
internal sealed record EvaluationOptions(int Workers)
{
    public static EvaluationOptions Default { get; } = new(Math.Max(1, Environment.ProcessorCount));
}
