using System.Text;
using System.Text.Json;

namespace InstructEngine.TaxonomyService.TextSampling;

/// <summary>Tells the form of a corpus by its file name's extension, else by its first lines.</summary>
internal static class CorpusFormatDetection
{
    private const int SniffedLines = 5;

    /// <param name="content">Read from where it stands, and left anywhere.</param>
    /// <exception cref="CorpusException">The content is a JSON array.</exception>
    public static CorpusFormat Detect(Stream content, string corpusName)
    {
        var extension = Path.GetExtension(corpusName).ToLowerInvariant();
        switch (extension)
        {
            case ".txt" or ".text":
                return CorpusFormat.Text;
            case ".csv" or ".tsv":
                return CorpusFormat.Csv;
            case ".jsonl" or ".ndjson":
                return CorpusFormat.JsonLines;
        }

        var lines = LineReader.ReadAll(content)
            .Where(line => !line.IsBlank)
            .Take(SniffedLines)
            .Select(line => Encoding.UTF8.GetString(line.Bytes.Span[..Math.Min(line.Bytes.Length, CorpusLimits.MaxRecordBytes)]))
            .ToList();
        if (lines.Count == 0)
        {
            return CorpusFormat.Text;
        }

        if (extension == ".json" && lines[0].TrimStart().StartsWith('['))
        {
            throw new CorpusException(
                corpusName, "is a JSON array; expected JSON lines, one object or string a line. Convert it, e.g. `jq -c '.[]' IN > OUT.jsonl`.");
        }

        if (extension == ".json" || lines.TrueForAll(IsJsonRecord))
        {
            return CorpusFormat.JsonLines;
        }

        return IsCsvHeader(lines[0]) ? CorpusFormat.Csv : CorpusFormat.Text;
    }

    private static bool IsJsonRecord(string line)
    {
        if (line.TrimStart() is not ['{' or '"', ..])
        {
            return false;
        }

        try
        {
            using var _ = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsCsvHeader(string line)
    {
        var cells = line.Split(',', ';', '\t', '|');
        return cells.Length > 1 && PromptColumn.Find(cells) >= 0;
    }
}
