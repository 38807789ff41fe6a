using System.Globalization;
using System.Text;

namespace InstructEngine.Lexicons.Similarity;

/// <summary>What remains of a prompt when case, punctuation and spacing are set aside: the words, single-spaced, in lower case.</summary>
public static class PromptKey
{
    /// <summary>The key; of a text without any letter or digit, the text itself.</summary>
    public static string Of(string text)
    {
        var lower = text.ToLowerInvariant();
        var builder = new StringBuilder(lower.Length);
        var blank = false;
        foreach (Rune rune in lower.EnumerateRunes())
        {
            if (!IsWordPart(rune))
            {
                // An apostrophe belongs to its word: "artist's" is one.
                blank |= rune.Value is not ('\'' or '\u2019');
                continue;
            }

            if (blank && builder.Length > 0)
            {
                builder.Append(' ');
            }

            blank = false;
            builder.Append(rune.Value == 'ς' ? new Rune('σ') : rune);
        }

        return builder.Length > 0 ? builder.ToString() : lower;
    }

    /// <summary>The words of a key.</summary>
    public static string[] Words(string key) => key.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
