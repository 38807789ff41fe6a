using System.Text;

namespace InstructEngine.Cli.Output;

/// <summary>Text of others in a message: of bearable length, and without control characters that a terminal would obey.</summary>
internal static class DisplayText
{
    private const int Longest = 160;

    public static string Of(string text)
    {
        var shown = text.Length <= Longest ? text : text[..Whole(text)];
        var clean = new StringBuilder(shown.Length);
        foreach (var c in shown)
            clean.Append(char.IsControl(c) ? ' ' : c);
        return text.Length <= Longest ? clean.ToString() : $"{clean}… ({text.Length} characters)";
    }

    /// <summary>Not between the two halves of a character.</summary>
    private static int Whole(string text) => char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
}
