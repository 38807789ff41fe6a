namespace InstructEngine.InstructionService.QualityControl.Length;

/// <summary>
/// Where the run has no tokenizer at hand: a token for each three letters of a word begun, for each digit, each other sign and each byte of a
/// letter beyond ASCII. CLIP's own count of plain English is about two thirds of it; only words that no text has, as "qxzjk", could cost more.
/// </summary>
internal sealed class EstimatedTokenCounter : ITokenCounter
{
    public const int ClipLimit = 77;
    private const int LettersPerToken = 3, BeginAndEnd = 2;

    public int Limit => ClipLimit;

    public string Source => "an estimate from the letters (the run has no tokenizer for it)";

    public int Count(string text)
    {
        var (tokens, letters) = (BeginAndEnd, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && char.IsAsciiLetter((char)rune.Value))
            {
                tokens += letters++ % LettersPerToken == 0 ? 1 : 0;
                continue;
            }

            letters = 0;
            tokens += System.Text.Rune.IsWhiteSpace(rune) ? 0 : rune.Utf8SequenceLength;
        }

        return tokens;
    }
}
