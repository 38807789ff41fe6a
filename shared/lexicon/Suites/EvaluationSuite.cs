namespace InstructEngine.Lexicons.Suites;

/// <summary>Prompts that models are measured on, and that no instruction may repeat: the measure would then be one of memory.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Prompts">In the order of the file, each once.</param>
public sealed record EvaluationSuite(string Name, IReadOnlyList<string> Prompts)
{
    /// <summary>Each prompt's category, as many as prompts; null where the file has none.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Lines left out because the same prompt was there before.</summary>
    public int Duplicates { get; init; }
}
