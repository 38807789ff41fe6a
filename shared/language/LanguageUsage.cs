namespace InstructEngine.Language;

/// <summary>What a run has had from language models: answers that arrived, each counted once however often it is read.</summary>
/// <param name="Answers">Answers paid for.</param>
/// <param name="Money">In the currency of <c>Language:Prices</c>.</param>
public sealed record LanguageUsage(long Answers, long InputTokens, long OutputTokens, double Money)
{
    public static LanguageUsage None { get; } = new(0, 0, 0, 0);

    public long Tokens => InputTokens + OutputTokens;

    public LanguageUsage Plus(LanguageUsage other) =>
        new(Answers + other.Answers, InputTokens + other.InputTokens, OutputTokens + other.OutputTokens, Money + other.Money);
}
