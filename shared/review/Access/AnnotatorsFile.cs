using System.Text.Json;

namespace InstructEngine.Review.Access;

/// <summary>
/// Who may review: one <c>name token</c> a line (blank lines and lines that begin with # are skipped), or a JSON object of name and token.
/// </summary>
public static class AnnotatorsFile
{
    public const int ShortestToken = 16;
    private const int LongestToken = 256;
    private const int LongestName = 64;
    private const int MostAnnotators = 10_000;
    private const int MostBytes = 4 << 20;

    /// <returns>Name and token, in the order of the file.</returns>
    /// <exception cref="AnnotatorsException">It cannot be read, or an entry cannot be used.</exception>
    public static IReadOnlyList<(string Name, string Token)> Read(string path)
    {
        var text = ReadText(path);
        var entries = text.AsSpan().TrimStart() is ['{', ..] ? OfJson(path, text) : OfLines(path, text);
        if (entries.Count is 0 or > MostAnnotators)
            throw new AnnotatorsException($"{path} names {entries.Count} annotators; 1 to {MostAnnotators} are needed, one 'name token' a line.");

        var (names, tokens) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var (place, name, token) in entries)
        {
            Check(path, place, name, token);
            if (!names.TryAdd(name, place))
                throw new AnnotatorsException($"{path}, {place}: the name '{name}' is there already ({names[name]}); each annotator needs a name of their own.");
            if (!tokens.TryAdd(token, name))
                throw new AnnotatorsException($"{path}, {place}: '{name}' has the token of '{tokens[token]}'; each annotator needs a token of their own.");
        }

        return [.. entries.Select(entry => (entry.Name, entry.Token))];
    }

    /// <summary>A file whose first line is a token.</summary>
    /// <exception cref="AnnotatorsException">It cannot be read, or the token cannot be used.</exception>
    public static string ReadToken(string path)
    {
        var lines = ReadText(path).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != 1)
            throw new AnnotatorsException($"{path} has {lines.Length} lines with text; the admin's token alone is needed.");

        CheckToken(path, "line 1", lines[0]);
        return lines[0];
    }

    private static List<(string Place, string Name, string Token)> OfLines(string path, string text)
    {
        var entries = new List<(string, string, string)>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
                continue;
            if (words.Length != 2)
                throw new AnnotatorsException($"{path}, line {number}: {words.Length} words; expected a name and a token, with a space between.");

            entries.Add(($"line {number}", words[0], words[1]));
        }

        return entries;
    }

    private static List<(string Place, string Name, string Token)> OfJson(string path, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateObject().Select(entry => entry.Value.ValueKind == JsonValueKind.String
                ? ($"'{entry.Name}'", entry.Name, entry.Value.GetString()!)
                : throw new AnnotatorsException($"{path}, '{entry.Name}': expected a token as text, as in {{\"anna\": \"a long random text\"}}."))];
        }
        catch (JsonException exception)
        {
            throw new AnnotatorsException($"{path} begins as JSON and is none (line {exception.LineNumber + 1}); expected {{\"name\": \"token\"}}.");
        }
    }

    private static void Check(string path, string place, string name, string token)
    {
        if (name.Length is 0 or > LongestName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@'))
            throw new AnnotatorsException($"{path}, {place}: the name has {name.Length} characters; expected 1 to {LongestName} ASCII letters, digits, '-', '_', '.' or '@'.");

        CheckToken(path, place, token);
    }

    private static void CheckToken(string path, string place, string token)
    {
        if (token.Length is < ShortestToken or > LongestToken || !token.All(c => c is > ' ' and <= '~'))
        {
            throw new AnnotatorsException(
                $"{path}, {place}: the token has {token.Length} characters; expected {ShortestToken} to {LongestToken} printable ASCII ones without spaces, drawn at random (openssl rand -hex 16).");
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= MostBytes
                ? File.ReadAllText(path)
                : throw new AnnotatorsException($"{path} has {length:N0} bytes; a file of at most {MostBytes:N0} is expected.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AnnotatorsException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
