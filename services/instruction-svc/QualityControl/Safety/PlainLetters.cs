using System.Text;

namespace InstructEngine.InstructionService.QualityControl.Safety;

/// <summary>Undoes the simple ways of hiding a word: digits and signs for letters, letters of other scripts that look the same, accents, signs that cannot be seen.</summary>
internal static class PlainLetters
{
    private const string Disguised = "0134578@$!|€áàâäãåāăąçćčďđéèêëēėęěíìîïīįłñńňóòôöõøōőřśšșťțúùûüūůűýÿžźżаеорсухіјѕԁαεορυικντ";
    private const string Read = "oieastbasiieaaaaaaaaacccddeeeeeeeeiiiiiilnnnoooooooorsssttuuuuuuuyyzzzaeopcyxijsdaeopyikvt";

    /// <summary>The text in lower case, letter for letter as it is read.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            // At a word's end an exclamation mark is one.
            if (!IsInvisible(text[i]))
                plain.Append(text[i] is '!' or '|' && !(i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])) ? text[i] : Letter(text[i]));
        }

        return plain.ToString();
    }

    private static char Letter(char sign)
    {
        // Full-width letters stand in the order of ASCII.
        var narrow = sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign;
        var lower = char.ToLowerInvariant(narrow);
        return Disguised.IndexOf(lower) is >= 0 and var at ? Read[at] : lower;
    }

    private static bool IsInvisible(char sign) =>
        sign is '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u180E' or (>= '\u0300' and <= '\u036F');
}
