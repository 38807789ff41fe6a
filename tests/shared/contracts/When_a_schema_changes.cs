using System.Text.Json.Nodes;

namespace InstructEngine.Shared.Tests.Contracts;

public sealed class When_a_schema_changes
{
    private const string Earlier =
        """
        { "type": "object",
          "properties": {
            "id": { "type": "string" }, "note": { "type": ["string", "null"] }, "kind": { "enum": ["a", "b"] },
            "part": { "$ref": "#/$defs/Part" }, "parts": { "type": "array", "items": { "$ref": "#/$defs/Part" } } },
          "required": ["id", "part"],
          "$defs": { "Part": { "type": "object", "properties": { "size": { "type": "integer" } }, "required": ["size"] } } }
        """;

    [Theory]
    [InlineData("""{ "type": "string" }""", """{ "type": "string", "description": "A name." }""")]
    [InlineData("\"kind\":", "\"more\": { \"type\": \"integer\" }, \"kind\":")]
    public void A_new_member_and_another_description_hurt_nobody(string before, string after) => Assert.Empty(Breaking(before, after));

    [Theory]
    [InlineData("""{ "type": "string" }""", """{ "type": "integer" }""", "$.id was string and is integer")]
    [InlineData("""{ "type": "string" }""", """{ "type": ["string", "null"] }""", "$.id was string and is null or string")]
    [InlineData("""["string", "null"]""", "\"string\"", "$.note was null or string and is string")]
    [InlineData("\"note\"", "\"remark\"", "$.note is gone")]
    [InlineData("""["a", "b"]""", """["a", "b", "c"]""", "$.kind was \"a\" or \"b\" and is \"a\" or \"b\" or \"c\"")]
    [InlineData("""["id", "part"]""", """["id", "part", "note"]""", "$.note must be there now")]
    [InlineData("""["id", "part"]""", """["id"]""", "$.part was always there, and may be missing now")]
    [InlineData("""{ "type": "integer" }""", """{ "type": "string" }""", "$.part.size was integer and is string")]
    [InlineData("""{ "type": "integer" }""", """{ "type": "string" }""", "$.parts[].size was integer and is string")]
    public void A_break_is_named_with_its_place(string before, string after, string said) => Assert.Contains(said, Breaking(before, after));

    private static IReadOnlyList<string> Breaking(string before, string after)
    {
        Assert.Contains(before, Earlier, StringComparison.Ordinal);
        return SchemaChanges.Breaking(JsonNode.Parse(Earlier)!, JsonNode.Parse(Earlier.Replace(before, after, StringComparison.Ordinal))!);
    }
}
