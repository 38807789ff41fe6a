namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Reads a prompt corpus record by record; only one record is decoded at a time.</summary>
internal static class CorpusReader
{
    // Latin-1 or Windows-1252 files have some pure ASCII lines; a UTF-8 file has at most a few damaged ones.
    private const double MaxInvalidShare = 0.25;

    /// <summary>Opens a corpus: checks its size and encoding and finds its form.</summary>
    /// <param name="content">Can be sought in; it stays open, and must while records are read.</param>
    /// <exception cref="CorpusException">It is empty, too large, binary or not UTF-8.</exception>
    public static (CorpusFormat Format, IEnumerable<CorpusRecord> Records) Open(Stream content, string corpusName)
    {
        CorpusLimits.EnsureSize(content.Length, corpusName);
        var head = Head(content);
        if (CorpusEncoding.IsParquet(head))
            return (CorpusFormat.Parquet, Checked(ParquetRecords.Read(content, corpusName), corpusName));
        if (Path.GetExtension(corpusName).Equals(".parquet", StringComparison.OrdinalIgnoreCase))
            throw new CorpusException(corpusName, "is not a Parquet file: its first bytes are not PAR1. Give it the extension of what it is, as .txt, .csv or .jsonl.");

        var mark = CorpusEncoding.RequireUtf8(head, corpusName);
        content.Position = mark;
        var format = CorpusFormatDetection.Detect(content, corpusName);
        content.Position = mark;
        var records = format switch
        {
            CorpusFormat.Csv => CsvRecords.Read(content, corpusName),
            CorpusFormat.JsonLines => JsonLineRecords.Read(content),
            _ => TextRecords.Read(content),
        };
        return (format, Checked(records, corpusName));
    }

    private static byte[] Head(Stream content)
    {
        content.Position = 0;
        var head = new byte[Math.Min(content.Length, CorpusEncoding.Inspected)];
        content.ReadExactly(head);
        return head;
    }

    private static IEnumerable<CorpusRecord> Checked(IEnumerable<CorpusRecord> records, string corpusName)
    {
        int read = 0, invalid = 0, firstInvalid = 0;
        foreach (CorpusRecord record in records)
        {
            read++;
            if (record.Fault == DropReason.InvalidEncoding)
            {
                invalid++;
                firstInvalid = firstInvalid == 0 ? record.Line : firstInvalid;
            }

            yield return record;
        }

        if (read == 0)
        {
            throw new CorpusException(corpusName, "holds no prompts, only blank lines. Expected one prompt a line, a CSV file or JSON lines.");
        }

        if (invalid > MaxInvalidShare * read)
        {
            throw new CorpusException(
                corpusName,
                $"is not UTF-8: {invalid:N0} of {read:N0} records are invalid, the first on line {firstInvalid}. "
                + "Convert it, e.g. `iconv -f WINDOWS-1252 -t UTF-8 IN > OUT`.");
        }
    }
}
