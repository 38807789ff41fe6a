using System.Text;
using System.Text.Json;
using CsvHelper;

namespace InstructEngine.InstructionService.QualityControl.Suites;

/// <summary>Reads a suite: a CSV file with a header, a JSON-lines file, or a text file with a prompt a line.</summary>
internal static class SuiteFile
{
    // As DrawBench, PartiPrompts, Pick-a-Pic and HPS name them.
    private static readonly string[] Columns = ["prompt", "prompts", "caption", "text"];

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="InvalidDataException">The file is missing or holds no prompt; the message names it.</exception>
    public static EvaluationSuite Read(string path)
    {
        try
        {
            var text = Utf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            var prompts = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".csv" => Csv(text, path),
                ".jsonl" => Lines(text).Select((line, i) => JsonLine(line, i + 1, path)),
                _ => Lines(text),
            };
            EvaluationSuite suite = new(Path.GetFileName(path), [.. prompts.Where(prompt => !string.IsNullOrWhiteSpace(prompt))]);
            return suite.Prompts.Count > 0 ? suite : throw new InvalidDataException($"{path} holds no prompt.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException or CsvFormatException)
        {
            throw new InvalidDataException($"{path} cannot be read as an evaluation suite: {fault.Message}", fault);
        }
    }

    private static IEnumerable<string> Csv(string text, string path)
    {
        using var csv = CsvReader.Create(Utf8.GetBytes(text), new CsvReaderOptions { HasHeader = false });
        if (!csv.Read())
            yield break;

        var header = csv.Current.ToArray();
        var column = Array.FindIndex(header, name => Columns.Contains(name.Trim().ToLowerInvariant()));
        if (column < 0)
            throw new InvalidDataException($"{path} has no column of prompts: one of {string.Join(", ", Columns)} is needed; there are {string.Join(", ", header)}.");

        while (csv.Read())
        {
            var record = csv.Current.ToArray();
            yield return column < record.Length ? record[column] : "";
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string JsonLine(string line, int number, string path)
    {
        if (string.IsNullOrWhiteSpace(line))
            return "";

        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.String ? root.GetString()!
                : root.ValueKind == JsonValueKind.Object
                    && root.EnumerateObject().FirstOrDefault(member => Columns.Contains(member.Name.ToLowerInvariant())) is { Value.ValueKind: JsonValueKind.String } prompt
                    ? prompt.Value.GetString()!
                    : throw new InvalidDataException($"{path}, line {number}: there is no text in one of {string.Join(", ", Columns)}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}, line {number}: not JSON: {fault.Message}", fault);
        }
    }
}
