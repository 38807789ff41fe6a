using System.Globalization;
using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>
/// CLIP's word pattern: special tokens wherever they stand (also SDXL's padding "!"), English contractions, runs of letters, single digits, runs of anything else.
/// Scans code points, because a regular expression of .NET sees letters beyond the basic plane as surrogates.
/// </summary>
internal static class PromptWords
{
    private static readonly string[] Contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind { Space, Letter, Number, Other }

    public static IEnumerable<Range> Split(string text, IReadOnlyList<string> specialTokens)
    {
        var at = 0;
        while (at < text.Length)
        {
            var length = Fixed(text, at, specialTokens);
            if (length == 0)
            {
                length = Fixed(text, at, Contractions);
            }

            var kind = KindAt(text, at, out var first);
            length = length > 0 ? length : kind == Kind.Number ? first : RunLength(text, at, kind, specialTokens);
            if (kind != Kind.Space)
            {
                yield return at..(at + length);
            }

            at += length;
        }
    }

    private static int Fixed(string text, int at, IReadOnlyList<string> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (text[at] == candidate[0] && string.CompareOrdinal(text, at, candidate, 0, candidate.Length) == 0)
            {
                return candidate.Length;
            }
        }

        return 0;
    }

    private static int RunLength(string text, int at, Kind kind, IReadOnlyList<string> specialTokens)
    {
        var end = at;
        while (end < text.Length && KindAt(text, end, out var width) == kind && (end == at || Fixed(text, end, specialTokens) == 0))
        {
            end += width;
        }

        return end - at;
    }

    private static Kind KindAt(string text, int at, out int width)
    {
        if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out width) != System.Buffers.OperationStatus.Done)
        {
            return Kind.Other;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other,
        };
    }
}
