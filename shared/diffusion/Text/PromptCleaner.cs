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

        return LowerCase.Of(WhiteSpace().Replace(Controls().Replace(text, ""), " ").Trim());
    }

    private static string Repair(string text) =>
        TypographicForms.Simplify(Mojibake.Undo(TerminalEscape().Replace(text, "")));

    [GeneratedRegex(@"[\0-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]+")]
    private static partial Regex Controls();

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex TerminalEscape();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
