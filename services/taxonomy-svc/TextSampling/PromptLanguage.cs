using System.Globalization;
using System.Text;
using InstructEngine.Lexicons.Similarity;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Tells prompts that are plainly of another language, by their script and their function words. Prompts are often lists of nouns that
/// could be of many languages ("castle, sunset, 8k"): those stay, so that the filter loses as little as it can.
/// </summary>
internal static class PromptLanguage
{
    private const int TellingWords = 2;

    // Words that each language needs and that its neighbours do not have, or rarely.
    private static readonly Dictionary<string, HashSet<string>> FunctionWords = new(StringComparer.Ordinal)
    {
        ["en"] = Words("the and of with is are was his her its their this that from by on at for into through while which who very an as to it not or has"),
        ["de"] = Words("der die das und mit ist ein eine einen einem einer auf den dem des im am vor von zu zum zur für über unter nicht sich wie aus bei wird sind hinter neben"),
        ["fr"] = Words("le la les des et avec est une dans sur du au aux pour qui que par sous près son sa ses très devant derrière elle il ils est l d un"),
        ["es"] = Words("el los las y con es una en del por para que al sus muy sobre bajo entre como junto está hacia un su"),
        ["it"] = Words("il gli e con è una nel nella del della dei delle sul sulla che per di da un al alla sotto sopra molto tra suo sua"),
        ["pt"] = Words("o os as e com é uma em no na nos nas do da dos das que por para ao um muito sobre sob entre seu sua à"),
        ["nl"] = Words("de het een en met is op van in voor naar bij onder boven achter zijn haar door aan uit niet zeer naast dat die"),
    };

    /// <param name="language">One of <c>corpus.language</c>'s values, all of which are written in Latin letters.</param>
    public static bool IsPlainlyAnother(string text, string language)
    {
        if (IsMostlyInAnotherScript(text))
            return true;

        var words = PromptKey.Words(PromptKey.Of(text));
        var own = words.Count(FunctionWords[language].Contains);
        var best = FunctionWords.Where(entry => entry.Key != language).Max(entry => words.Count(entry.Value.Contains));
        return best >= TellingWords && best >= 3 * own;
    }

    private static bool IsMostlyInAnotherScript(string text)
    {
        int letters = 0, latin = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierLetter)
                continue;

            letters++;
            latin += rune.Value is < 0x0250 or (>= 0x1E00 and < 0x1F00) ? 1 : 0;
        }

        return letters > 0 && latin * 2 < letters;
    }

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
