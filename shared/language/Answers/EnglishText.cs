using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace InstructEngine.Language.Answers;

/// <summary>
/// Tells English from other languages by script and by the small words that every sentence has. Made for lists of short texts: a borrowed word
/// ("crème brûlée", "torii") is no reason for doubt, a German sentence is.
/// </summary>
public static class EnglishText
{
    private const double MostOtherScript = 0.2;
    private const int FewWords = 3;

    private static readonly FrozenSet<string> English = Words(
        "the a an of and with in on at to by from is are it its this that two three one over under near its for as into no not be has have without behind beside between his her their");

    // Small words that English has not.
    private static readonly FrozenSet<string> Others = Words(
        "der die das und mit ein eine einen einem einer ist auf im nicht sich von zu den dem des für bei aus wie auch zwei drei über unter "
        + "le les une des du et est dans avec sur pour qui aux au ce cette deux trois sous vers chez sans "
        + "el los las una unos unas y en con por para que del es sobre su muy dos tres sin entre "
        + "il lo gli uno di e un della dello degli nel nella con che sono due tre sul senza "
        + "o os um uma do da dos das em no na nos nas com não é dois três ao à "
        + "het een van met op voor niet zijn en bij uit aan naar ook twee drie "
        + "och på med ett av som är inte den det till från ja ikke og på til fra "
        + "i w na z się jest nie do oraz ze przez dla jak "
        + "ve bir bu ile için olan da de");

    /// <returns>Why the texts, taken together, are not English; null when they may well be.</returns>
    public static string? Doubt(IEnumerable<string> texts)
    {
        var (letters, otherScript, english, other) = (0, 0, 0, 0);
        string? example = null;
        foreach (var text in texts)
        {
            foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
            {
                letters++;
                otherScript += IsLatin(rune) ? 0 : 1;
            }

            foreach (var word in text.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                var (isEnglish, isOther) = (English.Contains(word), Others.Contains(word));
                english += isEnglish ? 1 : 0;
                other += isOther && !isEnglish ? 1 : 0;
                example ??= isOther && !isEnglish ? text : null;
            }
        }

        if (otherScript > letters * MostOtherScript)
            return $"{100.0 * otherScript / letters:0} % of its letters are not Latin.";

        return other >= FewWords && other > english ? $"it has {other} small words of other languages and {english} of English, as in '{Short(example!)}'." : null;
    }

    /// <inheritdoc cref="Doubt(IEnumerable{string})"/>
    public static string? Doubt(string text) => Doubt([text]);

    private static readonly char[] Separators = [' ', ',', '.', ';', ':', '!', '?', '"', '(', ')', '\n', '\t', '’', '\''];

    private static bool IsLatin(Rune rune) => rune.Value < 0x250 || rune.Value is >= 0x1E00 and < 0x1F00 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierLetter;

    private static string Short(string text) => text.Length > 60 ? text[..57] + "..." : text;

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
