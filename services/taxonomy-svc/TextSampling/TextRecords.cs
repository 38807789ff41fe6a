using System.Text;
using System.Text.Unicode;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>One prompt a line.</summary>
internal static class TextRecords
{
    private const char Replacement = '\uFFFD';

    public static IEnumerable<CorpusRecord> Read(Stream content)
    {
        foreach (TextLine line in LineReader.ReadAll(content))
        {
            if (!line.IsBlank)
            {
                yield return Decode(line.Number, line.Bytes.Span);
            }
        }
    }

    /// <summary>The bytes as text, or why they are none. A replacement character is the trace of an earlier faulty conversion.</summary>
    public static CorpusRecord Decode(int line, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > CorpusLimits.MaxRecordBytes)
        {
            return CorpusRecord.Faulty(line, DropReason.TooLong);
        }

        if (!Utf8.IsValid(bytes))
        {
            return CorpusRecord.Faulty(line, DropReason.InvalidEncoding);
        }

        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains(Replacement, StringComparison.Ordinal)
            ? CorpusRecord.Faulty(line, DropReason.InvalidEncoding)
            : CorpusRecord.Of(line, text);
    }
}
