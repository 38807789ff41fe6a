using System.Globalization;
using System.Text;
using InstructEngine.Demo.Scenes;

namespace InstructEngine.Demo.Captions;

/// <summary>Cuts a prompt into lexemes: the longest known phrase first, and each unknown word or symbol by itself.</summary>
internal static class PromptLexer
{
    private const string Breaks = ",.;:!?\"()/–—…“”";

    internal static List<Lexeme> Read(string text)
    {
        var words = Words(text.ToLowerInvariant());
        var lexemes = new List<Lexeme>(words.Count);
        for (var i = 0; i < words.Count;)
        {
            i += Next(words, i, out var lexeme);
            lexemes.Add(lexeme);
        }

        return lexemes;
    }

    private static int Next(List<string> words, int start, out Lexeme lexeme)
    {
        for (var length = Math.Min(Lexicon.LongestPhrase, words.Count - start); length > 0; length--)
        {
            if (Lexicon.TryFind(string.Join(' ', words[start..(start + length)]), out lexeme))
            {
                return length;
            }
        }

        var word = words[start];
        lexeme = word.Length == 1 && Breaks.Contains(word[0], StringComparison.Ordinal)
            ? new Lexeme(LexemeKind.Break, word)
            : char.IsAsciiDigit(word[0]) && word.All(char.IsAsciiDigit) ? Digits(word) : new Lexeme(LexemeKind.Unknown, word);
        return 1;
    }

    private static Lexeme Digits(string digits) =>
        digits is "1" or "2" or "3"
            ? new Lexeme(LexemeKind.Value, digits, SceneAttribute.Count, digits[0] - '1')
            : new Lexeme(LexemeKind.Number, digits);

    /// <summary>Words are runs of letters, marks and digits, with apostrophes inside; other visible signs stand alone.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            if (IsWordPart(rune) || (rune.Value is '\'' or '’' && i > start))
            {
                i += length;
                continue;
            }

            AddWord(words, text.AsSpan(start, i - start));
            if (rune.Value == '&')
            {
                words.Add("and");
            }
            else if (IsVisible(rune))
            {
                words.Add(text.Substring(i, length));
            }

            i += length;
            start = i;
        }

        AddWord(words, text.AsSpan(start));
        return words;
    }

    private static void AddWord(List<string> words, ReadOnlySpan<char> word)
    {
        var bare = word.TrimEnd("'’");
        if (bare.Length > 0)
        {
            words.Add(bare.ToString().Replace('’', '\''));
        }
    }

    private static bool IsWordPart(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber;

    private static bool IsVisible(Rune rune) =>
        rune.Value is not ('\'' or '’' or '-' or '*' or '`' or '‐' or '‑')
        && !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format);
}
