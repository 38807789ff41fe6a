using System.Buffers;
using System.Text;

namespace InstructEngine.Diffusion.Text;

/// <summary>Curled quotes, ligatures and full-width characters in their plain form, as ftfy writes them.</summary>
internal static class TypographicForms
{
    private static readonly Dictionary<char, string> Ligatures = new()
    {
        ['Ĳ'] = "IJ",
        ['ĳ'] = "ij",
        ['ŉ'] = "ʼn",
        ['Ǆ'] = "DŽ",
        ['ǅ'] = "Dž",
        ['ǆ'] = "dž",
        ['Ǉ'] = "LJ",
        ['ǈ'] = "Lj",
        ['ǉ'] = "lj",
        ['Ǌ'] = "NJ",
        ['ǋ'] = "Nj",
        ['ǌ'] = "nj",
        ['Ǳ'] = "DZ",
        ['ǲ'] = "Dz",
        ['ǳ'] = "dz",
        ['ﬀ'] = "ff",
        ['ﬁ'] = "fi",
        ['ﬂ'] = "fl",
        ['ﬃ'] = "ffi",
        ['ﬄ'] = "ffl",
        ['ﬅ'] = "ſt",
        ['ﬆ'] = "st",
    };

    private static readonly SearchValues<char> Forms =
        SearchValues.Create([.. Ligatures.Keys, '\u02bc', .. Between('\u2018', '\u201f'), .. Between('\uff01', '\uff5e')]);

    public static string Simplify(string text)
    {
        if (!text.AsSpan().ContainsAny(Forms))
            return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            switch (c)
            {
                case '\u02bc' or (>= '\u2018' and <= '\u201b'):
                    result.Append('\'');
                    break;
                case >= '\u201c' and <= '\u201f':
                    result.Append('"');
                    break;
                case >= '\uff01' and <= '\uff5e':
                    result.Append((char)(c - '\uff01' + '!'));
                    break;
                default:
                    _ = Ligatures.TryGetValue(c, out var letters) ? result.Append(letters) : result.Append(c);
                    break;
            }
        }

        return result.ToString();
    }

    private static IEnumerable<char> Between(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
