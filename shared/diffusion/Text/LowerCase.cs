using System.Globalization;
using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>Lower case by Unicode's full rules, as Python has it; .NET's invariant one leaves out the two cases below.</summary>
internal static class LowerCase
{
    public static string Of(string text)
    {
        var lower = text.ToLowerInvariant();
        if (!text.Contains('Σ', StringComparison.Ordinal) && !text.Contains('İ', StringComparison.Ordinal))
        {
            return lower;
        }

        var result = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                'İ' => result.Append("i\u0307"),
                'Σ' when CasedBeside(text, i, -1) && !CasedBeside(text, i, 1) => result.Append('ς'),
                _ => result.Append(lower[i]),
            };
        }

        return result.ToString();
    }

    private static bool CasedBeside(string text, int at, int direction)
    {
        for (var i = at + direction; i >= 0 && i < text.Length; i += direction)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(text[i]);
            if (category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter)
            {
                return true;
            }

            var ignorable = text[i] is '\'' or '.' or ':' || category is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
            if (!ignorable)
            {
                break;
            }
        }

        return false;
    }
}
