namespace InstructEngine.Language.Caching;

/// <summary>An answer as it arrived, good or not.</summary>
/// <param name="Text">What was said; empty for nothing.</param>
/// <param name="Refusal">What the model or a filter said instead of an answer.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>content_filter</c>, or what else the endpoint said.</param>
/// <param name="Money">Its price when it was asked.</param>
/// <param name="Estimated">The endpoint did not count the tokens; they were estimated from the length of the texts.</param>
internal sealed record StoredAnswer(
    string Model, string Prompt, int PromptVersion, string Text, string? Refusal, string FinishReason, long InputTokens, long OutputTokens, double Money, bool Estimated)
{
    public LanguageUsage Usage => new(1, InputTokens, OutputTokens, Money);
}
