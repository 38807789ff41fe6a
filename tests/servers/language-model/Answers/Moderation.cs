using System.Text.Json.Nodes;
using InstructEngine.LanguageServer.Faults;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>The moderation endpoint: flags every text with a certain word in it.</summary>
internal static class Moderation
{
    public static async Task WriteAsync(HttpContext context, ServerOptions options)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        switch (options.ModerationFault)
        {
            case null:
                var inputs = body!["input"] is JsonArray many ? many.Select(text => text!.GetValue<string>()) : [body["input"]!.GetValue<string>()];
                var results = inputs.Select(text => (JsonNode)Result(text.Contains(options.FlaggedWord, StringComparison.OrdinalIgnoreCase)));
                await context.Response.WriteAsJsonAsync(new JsonObject { ["id"] = "modr-1", ["model"] = body["model"]?.DeepClone(), ["results"] = new JsonArray([.. results]) });
                break;
            case Fault.MissingProperty:
                await context.Response.WriteAsJsonAsync(new JsonObject { ["id"] = "modr-1", ["results"] = new JsonArray(new JsonObject()) });
                break;
            default:
                context.Response.StatusCode = options.ModerationFault switch { Fault.WrongKey => 401, Fault.NotFound => 404, _ => 500 };
                await context.Response.WriteAsJsonAsync(new { error = new { message = "No moderation here." } });
                break;
        }
    }

    private static JsonObject Result(bool flagged) => new()
    {
        ["flagged"] = flagged,
        ["categories"] = new JsonObject { ["violence/graphic"] = flagged, ["harassment"] = false },
        ["category_scores"] = new JsonObject { ["violence/graphic"] = flagged ? 0.98 : 0.01, ["harassment"] = 0.01 },
    };
}
