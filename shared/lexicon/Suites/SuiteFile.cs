using System.Text;
using CsvHelper;

namespace InstructEngine.Lexicons.Suites;

/// <summary>
/// Reads a suite: a CSV or TSV file with a header, a JSON-lines file, or a text file with a prompt a line. A prompt that is there twice counts once: it
/// would weigh twice, and its scores are no independent ones.
/// </summary>
public static class SuiteFile
{
    /// <summary>Characters; models read some 77 words' worth.</summary>
    public const int LongestPrompt = 10_000;

    public const int MostPrompts = 100_000;

    /// <summary>Of the form that is stored, whatever the file was.</summary>
    public const string CanonicalName = "suite.jsonl";

    public const long LargestFile = 64L << 20;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">The file is missing, holds no prompt, or a prompt that cannot be used; the message names it.</exception>
    public static EvaluationSuite Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= LargestFile
                ? Parse(File.ReadAllBytes(path), Path.GetFileName(path), path)
                : throw new InvalidDataException($"{path} has {length:N0} bytes; a suite has at most {LargestFile:N0}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read as an evaluation suite: {fault.Message}", fault);
        }
    }

    /// <param name="name">The file's name, whose ending tells the form.</param>
    /// <param name="source">What the messages call it; null: the name.</param>
    /// <inheritdoc cref="Read"/>
    public static EvaluationSuite Parse(byte[] content, string name, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        source ??= name;
        try
        {
            var text = Utf8.GetString(content).TrimStart('\uFEFF');
            var lines = Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".csv" => Csv(text, source),
                ".tsv" => SuiteRows.Of(Tsv(text), source),
                ".jsonl" or ".ndjson" => SuiteJson.Lines(Lines(text), source),
                _ => Lines(text).Select((line, i) => new SuiteLine(line, null, $"line {i + 1}")),
            };
            return Collect(lines, name, source);
        }
        catch (Exception fault) when (fault is DecoderFallbackException or CsvFormatException)
        {
            throw new InvalidDataException($"{source} cannot be read as an evaluation suite: {fault.Message}", fault);
        }
    }

    /// <summary>The suite as JSON lines: one form for all files, by whose hash a suite is known.</summary>
    public static byte[] Canonical(EvaluationSuite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return SuiteJson.Write(suite);
    }

    private static EvaluationSuite Collect(IEnumerable<SuiteLine> lines, string name, string source)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (prompts, categories, duplicates) = (new List<string>(), new List<string?>(), 0);
        foreach (var line in lines)
        {
            var prompt = line.Prompt.Trim();
            if (prompt.Length == 0)
                continue;

            Require(prompt, line.At, source);
            if (!seen.Add(prompt))
            {
                duplicates++;
                continue;
            }

            prompts.Add(prompt);
            categories.Add(line.Category?.Trim());
            if (prompts.Count > MostPrompts)
                throw new InvalidDataException($"{source} holds more than {MostPrompts:N0} prompts; a suite has at most that many.");
        }

        if (prompts.Count == 0)
            throw new InvalidDataException($"{source} holds no prompt.");

        var sorted = categories.Exists(category => !string.IsNullOrEmpty(category));
        return new EvaluationSuite(name, prompts)
        {
            Categories = sorted ? [.. categories.Select(category => string.IsNullOrEmpty(category) ? "(none)" : category)] : null,
            Duplicates = duplicates,
        };
    }

    private static void Require(string prompt, string at, string source)
    {
        if (prompt.Contains('\0'))
            throw new InvalidDataException($"{source}, {at}: the prompt holds a NUL character; remove it.");
        if (prompt.Length > LongestPrompt)
            throw new InvalidDataException($"{source}, {at}: the prompt has {prompt.Length:N0} characters; at most {LongestPrompt:N0} are read.");
    }

    private static IEnumerable<SuiteLine> Csv(string text, string source)
    {
        using var csv = CsvReader.Create(Utf8.GetBytes(text), new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record =>
            {
                // Read on, it would swallow every prompt up to the end of the file.
                if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                    throw new InvalidDataException($"{source}: the record that starts on line {record.LineNumber} has a quoted field that is never closed.");
            },
        });
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add(csv.Current.ToArray());
        return SuiteRows.Of(rows, source);
    }

    /// <summary>A quote is a letter like any other in a TSV file.</summary>
    private static IEnumerable<string[]> Tsv(string text) => Lines(text).Where(line => line.Length > 0).Select(line => line.Split('\t'));

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
