using System.Text;
using CsvHelper;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>
/// Separated values: the prompts stand in the column that the first record names (see <see cref="PromptColumn"/>);
/// where it names none there is no header, and they stand in the first column.
/// </summary>
internal static class CsvRecords
{
    // A quote that is never closed would else take the rest of a large file into memory.
    private const int MaxRecordSize = 16 * CorpusLimits.MaxRecordBytes;

    /// <exception cref="CorpusException">A quoted field is never closed.</exception>
    public static IEnumerable<CorpusRecord> Read(Stream content, string corpusName)
    {
        using var reader = CsvReader.Create(content, Options(corpusName), leaveOpen: true);
        var column = -1;
        while (Next(reader, corpusName))
        {
            if (column < 0)
            {
                column = PromptColumn.Find(reader.Current.ToArray());
                if (column >= 0)
                {
                    continue;
                }

                column = 0;
            }

            yield return TextRecords.Decode((int)reader.LineNumber, reader.GetSpan(column));
        }
    }

    private static CsvReaderOptions Options(string corpusName) => new()
    {
        HasHeader = false,
        Separator = Path.GetExtension(corpusName).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : null,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRecordSize,
        Encoding = Encoding.UTF8,
        OnMalformedRecord = record =>
        {
            // Read on, it would swallow every prompt up to the end of the file.
            if (record.Reason == CsvMalformedReason.UnterminatedQuote)
            {
                throw new CorpusException(
                    corpusName, $"has a quoted field that is never closed, in the record that starts on line {record.LineNumber}. Close it, or double a quote inside a field.");
            }
        },
    };

    private static bool Next(CsvReader reader, string corpusName)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw new CorpusException(corpusName, $"is not readable as CSV at line {e.LineNumber}: {e.Message}", e);
        }
    }
}
