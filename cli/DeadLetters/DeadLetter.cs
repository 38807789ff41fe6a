using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace InstructEngine.Cli.DeadLetters;

/// <summary>A message of an error queue.</summary>
/// <param name="Id">Its message id; without one, the beginning of its body's SHA-256.</param>
/// <param name="MessageType">The event, as <c>ImagePairRendered</c>; null where no header says it.</param>
/// <param name="RunId">From the body; null where that is no JSON or names none.</param>
/// <param name="FailedAt">When it was given up; null where no header says it.</param>
/// <param name="Exception">The type of what was thrown, or the broker's reason; null where no header says it.</param>
/// <param name="Headers">As the broker has them, texts as texts.</param>
internal sealed record DeadLetter(
    string Id, string? MessageType, string? RunId, DateTimeOffset? FailedAt, string? Exception, string? Fault, JsonObject Headers, ReadOnlyMemory<byte> Body)
{
    private const string FaultPrefix = "MT-Fault-";

    /// <summary>Headers that tell of the failure, not of the event: MassTransit's, and the broker's own.</summary>
    private static readonly string[] OfFailure = [FaultPrefix, "MT-Reason", "x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "x-acquired-count", "x-dotnet-pub-seq-no"];

    /// <param name="body">Copied.</param>
    public static DeadLetter From(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in (properties.Headers ?? new Dictionary<string, object?>()).OrderBy(header => header.Key, StringComparer.Ordinal))
            headers[name] = Node(value);

        var content = body.ToArray();
        return new(
            properties.MessageId is { Length: > 0 } id ? id : Convert.ToHexStringLower(SHA256.HashData(content))[..16],
            Text("MT-MessageType")?.Split(':')[^1],
            RunOf(content),
            TimeOf(Text("MT-Fault-Timestamp") ?? DeathTime()),
            Text("MT-Fault-ExceptionType") ?? Text("x-first-death-reason"),
            Text("MT-Fault-Message"),
            headers,
            content);

        string? Text(string name) => headers[name]?.ToString();

        // What the broker gave up by itself, as at a delivery limit.
        string? DeathTime() => (headers["x-death"] as JsonArray)?.FirstOrDefault() is JsonObject last ? last["time"]?.ToString() : null;
    }

    /// <summary>The properties to send it with again, without what tells of the failure.</summary>
    public static BasicProperties Again(IReadOnlyBasicProperties properties)
    {
        var again = new BasicProperties(properties) { DeliveryMode = DeliveryModes.Persistent };
        again.Headers = properties.Headers?
            .Where(header => !OfFailure.Any(prefix => header.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary(header => header.Key, header => header.Value);
        return again;
    }

    /// <summary>The body as JSON where it is that, else as text, else in base64.</summary>
    public JsonNode? Content()
    {
        try
        {
            return JsonNode.Parse(Body.Span);
        }
        catch (JsonException)
        {
            return JsonValue.Create(BodyText());
        }
    }

    public string BodyText()
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Body.Span);
        }
        catch (DecoderFallbackException)
        {
            return "base64:" + Convert.ToBase64String(Body.Span);
        }
    }

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    private static string? RunOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("runId", out var run) && run.ValueKind == JsonValueKind.String
                ? run.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        byte[] text => JsonValue.Create(Encoding.UTF8.GetString(text)),
        AmqpTimestamp time => JsonValue.Create(DateTimeOffset.FromUnixTimeSeconds(time.UnixTime).ToString("O", CultureInfo.InvariantCulture)),
        IDictionary<string, object?> table => new JsonObject(table.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        System.Collections.IList list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        bool or int or long or double => JsonSerializer.SerializeToNode(value),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
