using System.Text.Json;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;

namespace InstructEngine.Hosting.Specs;

/// <summary>Reads a run spec from JSON, strictly: an unknown key is an error. Comments and trailing commas are allowed; a key left out has the demo spec's value.</summary>
public static class RunSpecReader
{
    /// <summary>A spec needs no more than this.</summary>
    public const int MaxLength = 1 << 20;

    private static readonly JsonDocumentOptions Relaxed = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    /// <summary>The demo spec.</summary>
    public static RunSpec Demo() => Parse("{}", "demo-spec.json");

    /// <summary>Reads and checks a spec.</summary>
    /// <param name="json">The document.</param>
    /// <param name="sourceName">What the errors call it, e.g. the file's name.</param>
    /// <exception cref="SpecException">It is no JSON object, has unknown keys or wrong types, or values out of range: all of them are listed.</exception>
    public static RunSpec Parse(string json, string sourceName)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
            throw new SpecException(sourceName, [new("", null, $"{json.Length} characters are no run spec; at most {MaxLength} are read")]);

        using var document = Document(json, sourceName);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new SpecException(sourceName, [new("", SpecMerge.Shown(document.RootElement), "a JSON object")]);

        try
        {
            // What has the wrong type stays out, so that the rest can be checked too and all errors come at once.
            var errors = new List<SpecError>();
            var merged = DemoSpec.Node();
            SpecMerge.Into(merged, document.RootElement, "", errors);
            var spec = merged.Deserialize<RunSpec>(StorageJson.Options)!;
            errors.AddRange(RunSpecValidator.Check(spec));
            return errors.Count == 0 ? spec : throw new SpecException(sourceName, errors);
        }
        catch (Exception exception) when (exception is InvalidOperationException or JsonException)
        {
            // An escape such as \ud800 names half a character.
            throw new SpecException(sourceName, [new("", null, "a text in it is not valid Unicode")], exception);
        }
    }

    private static JsonDocument Document(string json, string sourceName)
    {
        try
        {
            // A byte order mark is no part of the text.
            return JsonDocument.Parse(json.TrimStart('\uFEFF'), Relaxed);
        }
        catch (JsonException exception)
        {
            var at = exception.LineNumber is { } line ? $"line {line + 1}, byte {exception.BytePositionInLine + 1}: " : "";
            throw new SpecException(sourceName, [new("", null, $"{at}not valid JSON. {FirstSentence(exception.Message)}")], exception);
        }
    }

    private static string FirstSentence(string message) => message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0].TrimEnd('.', ' ');
}
