namespace InstructEngine.Diffusion.Pipelines;

/// <summary>So many steps of all are done.</summary>
public sealed record GenerationProgress(int Step, int Steps);
