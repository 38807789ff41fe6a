namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>A line of a file, without its line end.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Bytes">Valid until the next line is read. Of a line over <see cref="CorpusLimits.MaxRecordBytes"/> maybe only the start, which is over it too.</param>
internal readonly record struct TextLine(int Number, ReadOnlyMemory<byte> Bytes)
{
    public bool IsBlank => Bytes.Span.IndexOfAnyExcept(" \t\v\f"u8) < 0;
}

/// <summary>Cuts a stream into lines, ended by LF, CR LF or CR, without decoding them. Holds one line at most, and of a huge one only its start.</summary>
internal sealed class LineReader(Stream content)
{
    private const byte Feed = (byte)'\n', Return = (byte)'\r';

    // One byte over the limit is enough to see that a line is over it.
    private const int Kept = CorpusLimits.MaxRecordBytes + 1;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start, _end, _number;
    private bool _ended;

    public static IEnumerable<TextLine> ReadAll(Stream content)
    {
        var reader = new LineReader(content);
        while (reader.TryRead(out var line))
            yield return line;
    }

    public bool TryRead(out TextLine line)
    {
        var length = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + length, _end - _start - length).IndexOfAny(Feed, Return);
            length = found >= 0 ? length + found : _end - _start;
            var next = _start + length + 1;

            // A CR that ends the buffer may be half of a CR LF.
            if (found >= 0 && (next < _end || _ended || _buffer[next - 1] == Feed))
            {
                line = Take(length, _buffer[next - 1] == Return && next < _end && _buffer[next] == Feed ? 2 : 1);
                return true;
            }

            if (_ended)
            {
                line = length > 0 ? Take(length, 0) : default;
                return length > 0;
            }

            if (length > Kept)
                length = Shorten(length);

            Fill();
        }
    }

    private TextLine Take(int length, int end)
    {
        var line = new TextLine(++_number, _buffer.AsMemory(_start, length));
        _start += length + end;
        return line;
    }

    /// <summary>Forgets what a line has beyond the part that is kept; a line end behind it stays.</summary>
    private int Shorten(int length)
    {
        var behind = _end - _start - length;
        Array.Copy(_buffer, _start + length, _buffer, _start + Kept, behind);
        _end = _start + Kept + behind;
        return Kept;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);

        var read = content.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
