using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace InstructEngine.Diffusion.Text;

/// <summary>
/// What CLIP's reference tokenizers do before splitting: repair of web text (the effect of ftfy's fix_text where it matters
/// for prompts), HTML entities, one space for any white space, lower case.
/// </summary>
internal static partial class PromptCleaner
{
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Ascii.IsValid(text) || text.Contains('\u001b', StringComparison.Ordinal))
        {
            text = Repair(text);
        }

        text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(text));
        if (!Ascii.IsValid(text))
        {
            text = Composition.Compose(TypographicForms.Simplify(text));
        }

        return LowerCase.Of(WhiteSpace().Replace(RemoveControls(text), " ").Trim());
    }

    private static string Repair(string text) =>
        TypographicForms.Simplify(Mojibake.Undo(TerminalEscape().Replace(text, "")));

    private static string RemoveControls(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var control = c is < '\t' or '\v' or (>= '\u000e' and < ' ') or '\u007f' or (>= '\u206a' and <= '\u206f') or '\ufeff'
                or (>= '\ufff9' and <= '\ufffc');
            kept.Append(control ? "" : c);
        }

        return kept.ToString();
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex TerminalEscape();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
