namespace InstructEngine.EvalService.Evaluation;

public enum EvaluatedModel
{
    Base,
    Aligned,
}

/// <summary>One side of a comparison: which model, drawn at which classifier-free guidance scale.</summary>
public sealed record EvaluationSetting(EvaluatedModel Model, double GuidanceScale);
