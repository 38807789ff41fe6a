using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>The moderation endpoint: flags every text with a certain word in it.</summary>
internal static class Moderation
{
    public static async Task WriteAsync(HttpContext context, ServerOptions options)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var inputs = body!["input"] is JsonArray many ? many.Select(text => text!.GetValue<string>()) : [body["input"]!.GetValue<string>()];
        var results = inputs.Select(text => (JsonNode)Result(text.Contains(options.FlaggedWord, StringComparison.OrdinalIgnoreCase)));
        await context.Response.WriteAsJsonAsync(new JsonObject { ["id"] = "modr-1", ["model"] = body["model"]?.DeepClone(), ["results"] = new JsonArray([.. results]) });
    }

    private static JsonObject Result(bool flagged) => new()
    {
        ["flagged"] = flagged,
        ["categories"] = new JsonObject { ["violence/graphic"] = flagged, ["harassment"] = false },
        ["category_scores"] = new JsonObject { ["violence/graphic"] = flagged ? 0.98 : 0.01, ["harassment"] = 0.01 },
    };
}
