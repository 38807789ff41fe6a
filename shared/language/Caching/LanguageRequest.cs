using System.Text.Json;
using InstructEngine.Storage.Content;

namespace InstructEngine.Language.Caching;

/// <summary>All that decides an answer.</summary>
/// <param name="Schema">JSON schema of the answer.</param>
/// <param name="Seed">Tells apart what is otherwise asked in the same words.</param>
internal sealed record LanguageRequest(
    string Model, string Prompt, int PromptVersion, string System, string User, string Schema, int MaxOutputTokens, double? Temperature, long Seed)
{
    /// <summary>The hash under which the answer is kept. The endpoint's address is no part of it: the same model may move.</summary>
    public string Key => ContentIds.Create(
        "language", Model, Prompt, $"{PromptVersion}", System, User, Schema, $"{MaxOutputTokens}", JsonSerializer.Serialize(Temperature), $"{Seed}");
}
