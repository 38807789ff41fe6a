namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Unicode normalisation form C for the scripts of <see cref="ComposedLetters"/> and for Hangul.
/// Without ICU (invariant globalization) <see cref="string.Normalize()"/> returns such text unchanged, so a name that one file
/// spells with whole letters and another with combining marks would count as two; other scripts pass through as they are.
/// </summary>
internal static class CanonicalComposition
{
    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u0300', '\u036F') < 0
            && text.AsSpan().IndexOfAnyInRange('\u1161', '\u11C2') < 0
            && text.AsSpan().IndexOfAny('\u3099', '\u309A') < 0)
        {
            return text;
        }

        var result = new List<char>(text.Length);
        var marks = new List<char>();
        for (var i = 0; i < text.Length;)
        {
            var letter = text[i++];
            marks.Clear();
            while (i < text.Length && ComposedLetters.IsMark(text[i]))
            {
                marks.Add(text[i++]);
            }

            if (marks.Count > 0)
            {
                AddWithMarks(result, letter, marks);
            }
            else if (result.Count == 0 || !HangulSyllables.TryJoin(result[^1], letter, out var syllable))
            {
                result.Add(letter);
            }
            else
            {
                result[^1] = syllable;
            }
        }

        return new string([.. result]);
    }

    private static void AddWithMarks(List<char> result, char letter, List<char> marks)
    {
        while (ComposedLetters.TryDecompose(letter, out (char Base, char Mark) parts))
        {
            letter = parts.Base;
            marks.Insert(0, parts.Mark);
        }

        var at = result.Count;
        result.Add(letter);
        var lastClass = 0;
        foreach (var mark in marks.OrderBy(ComposedLetters.ClassOf))
        {
            var markClass = ComposedLetters.ClassOf(mark);
            if (lastClass < markClass && ComposedLetters.TryCompose(result[at], mark, out var composed))
            {
                result[at] = composed;
            }
            else
            {
                result.Add(mark);
                lastClass = markClass;
            }
        }
    }
}
