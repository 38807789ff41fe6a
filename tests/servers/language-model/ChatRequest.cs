using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InstructEngine.LanguageServer;

/// <summary>A chat request as it arrived.</summary>
public sealed partial record ChatRequest(string Model, string System, string User, string SchemaName, JsonElement Schema, JsonElement Body, string Hash, string? Authorization)
{
    public static ChatRequest Read(byte[] body, string? authorization)
    {
        var json = JsonDocument.Parse(body).RootElement.Clone();
        var messages = json.GetProperty("messages").EnumerateArray().ToList();
        var format = json.TryGetProperty("response_format", out var response) && response.TryGetProperty("json_schema", out var schema) ? schema : default;
        return new(
            json.GetProperty("model").GetString()!,
            Content(messages, "system"),
            Content(messages, "user"),
            format.ValueKind == JsonValueKind.Object ? format.GetProperty("name").GetString()! : "",
            format.ValueKind == JsonValueKind.Object ? format.GetProperty("schema") : default,
            json,
            Convert.ToHexStringLower(SHA256.HashData(body)),
            authorization);
    }

    /// <summary>The value of a line <c>Name: value</c> of the user's part; data is read from between its tags.</summary>
    public JsonElement? Data(string name)
    {
        var match = Regex.Match(User, $@"^{Regex.Escape(name)}: (?:<data>(?<value>.*)</data>|(?<value>.*))$", RegexOptions.Multiline | RegexOptions.IgnoreCase);
        if (!match.Success)
            return null;

        try
        {
            return JsonDocument.Parse(match.Groups["value"].Value).RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(match.Groups["value"].Value);
        }
    }

    public IReadOnlyList<string> List(string name) => Data(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    public int Number(string name) => Data(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : 0;

    /// <summary>The seed, by which a model says something else.</summary>
    public long Seed => Body.TryGetProperty("seed", out var seed) ? seed.GetInt64() : 0;

    private static string Content(List<JsonElement> messages, string role)
    {
        var message = messages.Find(message => message.GetProperty("role").GetString() == role);
        if (message.ValueKind != JsonValueKind.Object)
            return "";

        var content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String
            ? content.GetString()!
            : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
    }
}
