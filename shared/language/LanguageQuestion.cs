using InstructEngine.Language.Prompts;

namespace InstructEngine.Language;

/// <summary>What is asked.</summary>
/// <param name="RunId">The run that pays.</param>
/// <param name="Prompt">The prompt file.</param>
/// <param name="Values">A value for each of the prompt's places; they are inserted as data, never as instructions.</param>
public sealed record LanguageQuestion<T>(string RunId, PromptTemplate Prompt, PromptValues Values)
    where T : class
{
    /// <summary>The model's name; null for the one of the settings.</summary>
    public string? Model { get; init; }

    /// <summary>Another number asks the same anew, for another answer.</summary>
    public int Round { get; init; }

    /// <summary>The longest answer in tokens; null for the settings' own.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>What the form alone cannot say, e.g. how many items there must be. Gives what is wrong, or null.</summary>
    public Func<T, string?>? Check { get; init; }

    /// <summary>Whether the texts of the answer must be English.</summary>
    public bool English { get; init; } = true;
}
