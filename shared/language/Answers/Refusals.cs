using System.Text.RegularExpressions;

namespace InstructEngine.Language.Answers;

/// <summary>Refusals in plain words, where a model says "I'm sorry" instead of using the protocol.</summary>
internal static partial class Refusals
{
    public static bool In(string text) => Phrases().IsMatch(text);

    [GeneratedRegex(
        @"\A\W*(i['’]?m (very )?sorry|sorry,|i apologi[sz]e|i can(['’]t|not)|i (am|'m) (unable|not able)|i (won['’]t|will not)|unfortunately|as an ai)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Phrases();
}
