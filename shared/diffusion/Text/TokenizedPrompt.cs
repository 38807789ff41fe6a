namespace InstructEngine.Diffusion.Text;

/// <param name="InputIds">Begin, the prompt's ids, end, padding: exactly the tokenizer's <c>ModelMaxLength</c> ids.</param>
/// <param name="TruncatedText">
/// The prompt's end that did not fit and that the model will not see, from the first character that is not wholly in; null when everything
/// fits. It is as it was written, or as it was read where HTML entities or other repairs stand in it.
/// </param>
public sealed record TokenizedPrompt(IReadOnlyList<long> InputIds, string? TruncatedText);
