using System.Globalization;
using System.Text;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Makes a prompt's text plain: composed letters, no control, zero-width or direction characters, single blanks.
/// Words, quotes and punctuation stay as they are: a prompt is data, whatever it says.
/// </summary>
internal static class PromptCleaner
{
    public static string Clean(string text)
    {
        var builder = new StringBuilder(text.Length);
        var blank = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blank = builder.Length > 0;
                continue;
            }

            if (IsInvisible(rune))
            {
                continue;
            }

            if (blank)
            {
                builder.Append(' ');
                blank = false;
            }

            builder.Append(rune);
        }

        return CanonicalComposition.Compose(builder.ToString());
    }

    /// <summary>Length in characters as Unicode counts them, so that an emoji is one.</summary>
    public static int Length(string text)
    {
        var low = 0;
        foreach (var c in text)
        {
            low += char.IsLowSurrogate(c) ? 1 : 0;
        }

        return text.Length - low;
    }

    // Format covers zero-width, bidirectional, soft-hyphen and tag characters.
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
}
