using System.Net;
using System.Text.Json;

namespace InstructEngine.RenderService.Renderers.Endpoints;

/// <summary>What an endpoint said, read: an image or where it is, a refusal, or an error.</summary>
/// <param name="Image">The file's bytes, or null.</param>
/// <param name="Url">Where the image is to be had, or null.</param>
/// <param name="Refusal">Why it will not draw this prompt, or null.</param>
/// <param name="Error">What else it said, or null.</param>
internal sealed record ImagesAnswer(byte[]? Image, Uri? Url, string? Refusal, string? Error)
{
    private const int MostSaid = 300;

    /// <summary>Of OpenAI, Azure and servers like them.</summary>
    private static readonly string[] RefusalCodes =
        ["content_policy_violation", "moderation_blocked", "content_filter", "contentfilter", "responsibleaipolicyviolation", "safety_violation", "image_generation_user_error"];

    private static readonly string[] RefusalWords = ["safety system", "content policy", "content_policy", "moderation", "not allowed by our"];

    public static ImagesAnswer Read(HttpStatusCode status, string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Failed(body);
            }

            return root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null ? ReadError(status, error) : ReadData(root);
        }
        catch (JsonException)
        {
            return Failed(body);
        }
    }

    private static ImagesAnswer ReadData(JsonElement root)
    {
        if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0 || data[0].ValueKind != JsonValueKind.Object)
        {
            return Failed("an answer without an image");
        }

        if (Text(data[0], "b64_json") is { Length: > 0 } base64)
        {
            var content = base64.StartsWith("data:", StringComparison.Ordinal) ? base64[(base64.IndexOf(',', StringComparison.Ordinal) + 1)..] : base64;
            var bytes = new byte[(content.Length * 3 / 4) + 3];
            return Convert.TryFromBase64String(content, bytes, out var length) ? new(bytes[..length], null, null, null) : Failed("an image that is not base64");
        }

        return Text(data[0], "url") is { Length: > 0 } url
            ? Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new(null, address, null, null) : Failed($"an image at '{Short(url)}', which is no web address")
            : Failed("an answer without an image");
    }

    private static ImagesAnswer ReadError(HttpStatusCode status, JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return Failed(error.ToString());
        }

        var (code, type, message) = (Text(error, "code") ?? "", Text(error, "type") ?? "", Text(error, "message") ?? error.ToString());
        var said = code.Length == 0 ? Short(message) : $"{Short(message)} ({Short(code)})";
        var isRefusal = (int)status is >= 400 and < 500 and not (401 or 402 or 404 or 429)
            && (Array.Exists(RefusalCodes, known => code.Contains(known, StringComparison.OrdinalIgnoreCase) || type.Contains(known, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(RefusalWords, word => message.Contains(word, StringComparison.OrdinalIgnoreCase))
                || Text(error, "param") == "prompt");
        return isRefusal ? new(null, null, said, null) : Failed(said);
    }

    private static ImagesAnswer Failed(string said) => new(null, null, null, Short(said));

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length switch { 0 => "nothing", > MostSaid => line[..MostSaid] + "…", _ => line };
    }
}
