using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InstructEngine.LanguageServer.Answers;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.LanguageServer.Faults;

/// <summary>Lets a request go wrong.</summary>
internal static class FaultyResponses
{
    private const string Page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";

    /// <param name="good">What a good answer would have said.</param>
    public static Task WriteAsync(HttpContext context, Fault fault, ChatRequest request, string good, ServerOptions options) => fault switch
    {
        Fault.TooManyRequests => BusyAsync(context, options),
        Fault.ServerError => ErrorAsync(context, 500, "The server had an error while processing your request."),
        Fault.Unavailable => ErrorAsync(context, 503, "The model is overloaded."),
        Fault.HtmlErrorPage => HtmlAsync(context, 502),
        Fault.HtmlWithStatusOk => HtmlAsync(context, 200),
        Fault.Reset => ResetAsync(context),
        Fault.BrokenOff => PartAsync(context, request, good, abort: true),
        Fault.SlowBody => PartAsync(context, request, good, abort: false),
        Fault.Refusal => Completion.WriteAsync(context, request, null, "stop", refusal: "I can't assist with that request."),
        Fault.ContentFilter => Completion.WriteAsync(context, request, "", "content_filter"),
        Fault.Sorry => Completion.WriteAsync(context, request, "I'm sorry, but I can't help with that.", "stop"),
        Fault.Truncated => Completion.WriteAsync(context, request, good[..(good.Length / 2)], "length"),
        Fault.InvalidJson => Completion.WriteAsync(context, request, $"Sure! Here is the JSON: {good[..(good.Length * 2 / 3)]} ...", "stop"),
        Fault.MissingProperty => Completion.WriteAsync(context, request, WithoutAProperty(good), "stop"),
        Fault.UnknownProperty => Completion.WriteAsync(context, request, WithAProperty(good), "stop"),
        Fault.OtherLanguage => Completion.WriteAsync(context, request, InGerman(good), "stop"),
        Fault.EmptyChoices => Completion.WriteRawAsync(context, Completion.Envelope(request, [], 0)),
        Fault.EmptyText => Completion.WriteAsync(context, request, "", "stop"),
        Fault.WrongKey => ErrorAsync(context, 401, $"Incorrect API key provided: {request.Authorization}.", "invalid_api_key"),
        Fault.Forbidden => ErrorAsync(context, 403, "Your project has no access to this model."),
        Fault.NotFound => ErrorAsync(context, 404, $"The model '{request.Model}' does not exist.", "model_not_found"),
        Fault.BadRequest => ErrorAsync(context, 400, "Invalid schema for response_format.", "invalid_request_error"),
        Fault.PromptFiltered => ErrorAsync(context, 400, "The response was filtered due to the prompt triggering the content management policy.", "content_filter"),
        Fault.Redirect => RedirectAsync(context),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
    };

    private static Task BusyAsync(HttpContext context, ServerOptions options)
    {
        context.Response.Headers.RetryAfter = $"{options.RetryAfter}";
        return ErrorAsync(context, 429, "Rate limit reached.", "rate_limit_exceeded");
    }

    private static Task ErrorAsync(HttpContext context, int status, string message, string? code = null)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { message, type = "error", param = (string?)null, code } });
    }

    private static Task HtmlAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(Page);
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("https://elsewhere.invalid/v1/chat/completions");
        return Task.CompletedTask;
    }

    private static Task ResetAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>The head and half of the body; then the connection ends, or nothing comes any more.</summary>
    private static async Task PartAsync(HttpContext context, ChatRequest request, string good, bool abort)
    {
        var body = Encoding.UTF8.GetBytes(Completion.Of(request, good, "stop", null));
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
        await context.Response.Body.FlushAsync();
        if (!abort)
            await Task.Delay(TimeSpan.FromMinutes(10), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        context.Abort();
    }

    private static string WithoutAProperty(string good)
    {
        var node = JsonNode.Parse(good)!.AsObject();
        var item = node.Select(property => property.Value).OfType<JsonArray>().SelectMany(array => array.OfType<JsonObject>()).LastOrDefault() ?? node;
        item.Remove(item.First().Key);
        return node.ToJsonString();
    }

    private static string WithAProperty(string good)
    {
        var node = JsonNode.Parse(good)!.AsObject();
        node["comment"] = "Hope this helps!";
        return node.ToJsonString();
    }

    /// <summary>The same form with German texts.</summary>
    private static string InGerman(string good)
    {
        var node = JsonNode.Parse(good)!;
        Translate(node);
        return node.ToJsonString();
    }

    private static void Translate(JsonNode? node)
    {
        switch (node)
        {
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.ReplaceWith("ein Bild mit einem Haus und einer Katze auf der Straße");
                break;
            case JsonArray array:
                array.ToList().ForEach(Translate);
                break;
            case JsonObject inner:
                inner.Select(property => property.Value).ToList().ForEach(Translate);
                break;
        }
    }
}
