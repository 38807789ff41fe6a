using System.Text.Json;
using System.Text.Json.Nodes;

namespace InstructEngine.LanguageServer.Answers;

/// <summary>Something of the form asked for, where the server knows no better answer.</summary>
internal static class SchemaAnswers
{
    private const int Items = 2;

    public static JsonNode? Of(JsonElement schema, string name = "the answer")
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return new JsonObject();
        if (schema.TryGetProperty("enum", out var values))
            return JsonNode.Parse(values[0].GetRawText());

        var type = schema.TryGetProperty("type", out var declared) ? declared.ValueKind == JsonValueKind.Array ? declared[0].GetString() : declared.GetString() : "object";
        return type switch
        {
            "string" => $"a text for {name}",
            "integer" or "number" => 1,
            "boolean" => true,
            "array" => new JsonArray([.. Enumerable.Range(0, Items).Select(i => Of(schema.GetProperty("items"), $"{name} {i + 1}"))]),
            _ => new JsonObject(schema.GetProperty("properties").EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Of(property.Value, property.Name)))),
        };
    }
}
