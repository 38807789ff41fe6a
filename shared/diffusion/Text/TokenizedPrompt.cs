namespace InstructEngine.Diffusion.Text;

/// <param name="InputIds">Begin, the prompt's ids, end, padding: exactly the tokenizer's <c>ModelMaxLength</c> ids.</param>
/// <param name="TruncatedText">What did not fit and the model will not see; null when everything fits.</param>
public sealed record TokenizedPrompt(IReadOnlyList<long> InputIds, string? TruncatedText);
