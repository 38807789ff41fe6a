namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>A line of a file, without its line end.</summary>
/// <param name="Number">1-based.</param>
internal readonly record struct TextLine(int Number, ReadOnlyMemory<byte> Bytes)
{
    public bool IsBlank => Bytes.Span.IndexOfAnyExcept(" \t\v\f"u8) < 0;
}

/// <summary>Cuts a file into lines without decoding or copying it.</summary>
internal static class TextLines
{
    /// <summary>The lines, ended by LF, CR LF or CR.</summary>
    public static IEnumerable<TextLine> Split(ReadOnlyMemory<byte> content)
    {
        for (var number = 1; !content.IsEmpty; number++)
        {
            var end = content.Span.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                yield return new(number, content);
                yield break;
            }

            yield return new(number, content[..end]);
            var pair = content.Span[end] == '\r' && end + 1 < content.Length && content.Span[end + 1] == '\n';
            content = content[(end + (pair ? 2 : 1))..];
        }
    }
}
