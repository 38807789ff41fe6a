using System.ClientModel;
using System.Text.Json;
using InstructEngine.Hosting;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace InstructEngine.Language.Http;

/// <summary>What a request that failed for good means, in words.</summary>
internal static class HttpFaults
{
    /// <summary>A filter before the model refused the prompt; this is an answer.</summary>
    public static string? ContentFilter(ClientResultException exception) =>
        exception.Status == 400 && Said(exception) is { } said && said.Contains("content_filter", StringComparison.Ordinal) ? said : null;

    /// <summary>The failure to end a run with; null when the exception is none of the endpoint's.</summary>
    public static RunFailureException? Explain(Exception exception, string model, LanguageOptions options)
    {
        var endpoint = options.Endpoint;
        var where = $"The language model {model} at {endpoint}";
        return exception switch
        {
            ClientResultException { Status: 401 or 403 } refused =>
                new($"{where} refuses the key ({refused.Status}): {Said(refused, options)} Set Language:Key or Language:KeyFile to a key that may use this model.", refused),
            ClientResultException { Status: 404 } missing =>
                new($"{where} is not there (404): {Said(missing, options)} Check Language:Endpoint (often it ends in /v1) and Language:Model.", missing),
            ClientResultException { Status: 429 or 408 or >= 500 } busy =>
                new($"{where} did not answer after {options.Retries + 1} tries; the last one gave {busy.Status}: {Said(busy, options)} {GoOn}", busy),
            ClientResultException { Status: > 0 } other =>
                new($"{where} refuses the request ({other.Status}): {Said(other, options)} Check Language:Endpoint, Language:Model and Language:StructuredOutput.", other),
            LongWaitException wait => new($"{where} is busy. {wait.Message}. {GoOn}", wait),
            BrokenCircuitException or TimeoutRejectedException or HttpRequestException or ClientResultException =>
                new($"{where} did not answer after {options.Retries + 1} tries: {Reason(exception)} {GoOn}", exception),
            _ => null,
        };
    }

    private const string GoOn = "Run the same command again later: it goes on where it stopped.";

    private static string Reason(Exception exception) => exception switch
    {
        BrokenCircuitException => "too many requests failed, so no more were sent for a while.",
        TimeoutRejectedException timeout => $"no whole answer within {timeout.Timeout.TotalSeconds:0.#} s (Language:Timeout).",
        _ => Sentence(exception.InnerException is HttpRequestException inner ? inner.Message : exception.Message),
    };

    private static string Said(ClientResultException exception, LanguageOptions options) =>
        Sentence(options.Key.Redact(Said(exception) ?? "it says nothing more"));

    private static string Sentence(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return (line.Length > 300 ? line[..297] + "..." : line).TrimEnd('.') + ".";
    }

    /// <summary>The message in an error of the usual form, else the start of the body.</summary>
    private static string? Said(ClientResultException exception)
    {
        var body = exception.GetRawResponse()?.Content?.ToString() ?? "";
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.TryGetProperty("error", out var error))
            {
                var text = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message.ToString() : error.ToString();
                var code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var named) && named.ValueKind == JsonValueKind.String ? $" ({named})" : "";
                return text + code;
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
        }

        return body.Trim() is { Length: > 0 } start ? start : null;
    }
}
