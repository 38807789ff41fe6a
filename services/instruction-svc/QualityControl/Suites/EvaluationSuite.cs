namespace InstructEngine.InstructionService.QualityControl.Suites;

/// <summary>Prompts that models are measured on, and that no instruction may repeat: the measure would then be one of memory.</summary>
/// <param name="Name">The file's name.</param>
internal sealed record EvaluationSuite(string Name, IReadOnlyList<string> Prompts);
