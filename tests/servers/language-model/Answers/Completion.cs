using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>An answer in the protocol's envelope.</summary>
internal static class Completion
{
    // About as many as real tokenizers make of English.
    private const int LettersPerToken = 4;

    public static Task WriteAsync(HttpContext context, ChatRequest request, string? text, string finishReason, string? refusal = null) =>
        WriteRawAsync(context, Of(request, text, finishReason, refusal));

    public static Task WriteRawAsync(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    public static string Of(ChatRequest request, string? text, string finishReason, string? refusal)
    {
        var choice = new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = refusal },
            ["finish_reason"] = finishReason,
        };
        return Envelope(request, [choice], (text ?? refusal ?? "").Length);
    }

    public static string Envelope(ChatRequest request, JsonArray choices, int letters)
    {
        var (input, output) = ((request.System.Length + request.User.Length) / LettersPerToken, letters / LettersPerToken);
        return JsonSerializer.Serialize(new JsonObject
        {
            ["id"] = "chatcmpl-" + request.Hash[..12],
            ["object"] = "chat.completion",
            ["created"] = 1_700_000_000,
            ["model"] = request.Model,
            ["choices"] = choices,
            ["usage"] = new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output },
        });
    }
}
