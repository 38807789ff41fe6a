using System.Text.Encodings.Web;
using System.Text.Json;

namespace InstructEngine.Lexicons.Suites;

/// <summary>Suites as JSON lines: texts, or objects with a prompt and maybe a category.</summary>
internal static class SuiteJson
{
    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="InvalidDataException">A line is no such thing; the message names it.</exception>
    public static IEnumerable<SuiteLine> Lines(IEnumerable<string> lines, string source)
    {
        foreach (var (index, line) in lines.Index())
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(line, $"line {index + 1}", source);
        }
    }

    public static byte[] Write(EvaluationSuite suite)
    {
        using var stream = new MemoryStream();
        for (var i = 0; i < suite.Prompts.Count; i++)
        {
            using (var json = new Utf8JsonWriter(stream, Unescaped))
            {
                json.WriteStartObject();
                json.WriteString("prompt", suite.Prompts[i]);
                if (suite.Categories is { } categories)
                    json.WriteString("category", categories[i]);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    private static SuiteLine Parse(string line, string at, string source)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.String)
                return new SuiteLine(root.GetString()!, null, at);

            return root.ValueKind == JsonValueKind.Object && Text(root, SuiteRows.PromptColumns) is { } prompt
                ? new SuiteLine(prompt, Text(root, SuiteRows.CategoryColumns), at)
                : throw new InvalidDataException($"{source}, {at}: there is no text in one of {string.Join(", ", SuiteRows.PromptColumns)}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{source}, {at}: not JSON: {fault.Message}", fault);
        }
        catch (InvalidOperationException fault)
        {
            // An escape such as \ud800 names half a character.
            throw new InvalidDataException($"{source}, {at}: a text is not valid Unicode.", fault);
        }
    }

    private static string? Text(JsonElement root, string[] names) =>
        root.EnumerateObject().FirstOrDefault(member => names.Contains(member.Name.ToLowerInvariant())) is { Value.ValueKind: JsonValueKind.String } member
            ? member.Value.GetString()
            : null;
}
