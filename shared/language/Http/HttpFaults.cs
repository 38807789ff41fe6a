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
        exception.Status == 400 && Said(Body(exception)) is { } said && said.Contains("content_filter", StringComparison.Ordinal) ? said : null;

    public static RunFailureException NoEndpoint() => new(
        "A language model is asked for, and none is set. Set INSTRUCTENGINE_LANGUAGE__ENDPOINT to the base URL of an OpenAI-compatible API, "
        + "e.g. http://localhost:11434/v1, and INSTRUCTENGINE_LANGUAGE__MODEL to a model it has.");

    /// <summary>The failure to end a run with; null when the exception is none of the endpoint's.</summary>
    public static RunFailureException? Explain(Exception exception, string model, LanguageOptions options) => exception switch
    {
        ClientResultException { Status: > 0 } refused => OfStatus(refused.Status, Body(refused), model, options, KeylessOrNull(refused, options)),
        LongWaitException wait => new($"{Where(model, options)} is busy. {wait.Message}. {GoOn}", wait),
        BrokenCircuitException or TimeoutRejectedException or HttpRequestException or ClientResultException =>
            new($"{Where(model, options)} did not answer after {options.Retries + 1} tries: {Reason(exception)} {GoOn}", exception),
        _ => null,
    };

    /// <summary>The failure to end a run with, by the last status that the endpoint gave.</summary>
    public static RunFailureException OfStatus(int status, string body, string model, LanguageOptions options, Exception? inner = null)
    {
        var said = Sentence(Redacted(Said(body) ?? "it says nothing more", options));
        return new(
            $"{Where(model, options)} " + status switch
            {
                401 or 403 => $"refuses the key ({status}): {said} Set Language:Key or Language:KeyFile to a key that may use this model.",
                404 => $"is not there (404): {said} Check Language:Endpoint (often it ends in /v1) and Language:Model.",
                429 or 408 or >= 500 => $"did not answer after {options.Retries + 1} tries; the last one gave {status}: {said} {GoOn}",
                _ => $"refuses the request ({status}): {said} Check Language:Endpoint, Language:Model and Language:StructuredOutput.",
            },
            inner);
    }

    private const string GoOn = "Run the same command again later: it goes on where it stopped.";

    private static string Reason(Exception exception) => exception switch
    {
        BrokenCircuitException => "too many requests failed, so no more were sent for a while.",
        TimeoutRejectedException timeout => $"no whole answer within {timeout.Timeout.TotalSeconds:0.#} s (Language:Timeout).",
        _ => Sentence(exception.InnerException is HttpRequestException inner ? inner.Message : exception.Message),
    };

    /// <summary>An endpoint may say the key in its refusal; such an exception goes nowhere.</summary>
    private static ClientResultException? KeylessOrNull(ClientResultException exception, LanguageOptions options)
    {
        var text = exception.ToString();
        return Redacted(text, options) == text ? exception : null;
    }

    private static string Redacted(string text, LanguageOptions options) => options.Key?.Redact(text) ?? text;

    private static string Where(string model, LanguageOptions options) => $"The language model {model} at {options.Endpoint}";

    private static string Body(ClientResultException exception) => exception.GetRawResponse()?.Content?.ToString() ?? "";

    private static string Sentence(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return (line.Length > 300 ? line[..297] + "..." : line).TrimEnd('.') + ".";
    }

    /// <summary>The message in an error of the usual form, else the start of the body.</summary>
    private static string? Said(string body)
    {
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
