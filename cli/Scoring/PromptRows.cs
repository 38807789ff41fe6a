using CsvHelper;
using InstructEngine.Cli.Invocation;
using InstructEngine.Hosting;

namespace InstructEngine.Cli.Scoring;

/// <summary>A CSV file with the columns <c>file</c> and <c>prompt</c>: which image was drawn for what.</summary>
internal static class PromptRows
{
    private const string FileColumn = "file", PromptColumn = "prompt";

    /// <summary>Files, as seen from the CSV's folder, and their prompts.</summary>
    /// <exception cref="CommandFailure">The file cannot be read, or lacks a column.</exception>
    public static IReadOnlyList<(string File, string Prompt)> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var csv = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false, TrackLineNumbers = true, OnMalformedRecord = Unterminated });
            if (!csv.Read())
                throw new InvalidDataException("the file is empty.");
            var header = csv.Current.ToArray().Select(name => name.Trim().TrimStart('\uFEFF').ToLowerInvariant()).ToArray();
            var (file, prompt) = (Column(header, FileColumn), Column(header, PromptColumn));
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var rows = new List<(string, string)>();
            while (csv.Read())
            {
                var record = csv.Current.ToArray();
                if (record is [var only] && only.Length == 0)
                    continue;
                if (record.Length != header.Length)
                    throw new InvalidDataException($"the record that ends on line {csv.LineNumber} has {record.Length} fields; the header has {header.Length}.");
                if (record[file].Length == 0 || record[file].Contains('\0', StringComparison.Ordinal))
                    throw new InvalidDataException($"the record that ends on line {csv.LineNumber} names no file.");
                rows.Add((Path.Combine(folder, record[file]), record[prompt]));
            }

            return rows.Count > 0 ? rows : throw new InvalidDataException("it has a header, but no image.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException or InvalidDataException)
        {
            throw new CommandFailure(ExitCodes.Usage, $"--prompts {path}: {e.Message}", e);
        }
    }

    private static int Column(string[] header, string name) => Array.IndexOf(header, name) is >= 0 and var place
        ? place
        : throw new InvalidDataException($"it has no column '{name}'; the columns {FileColumn} and {PromptColumn} are wanted, there are: {string.Join(", ", header)}.");

    private static void Unterminated(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
            throw new InvalidDataException($"the quoted field of the record that starts on line {record.LineNumber} is never closed.");
    }
}
