using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using InstructEngine.Contracts.V1;
using InstructEngine.Storage;

namespace InstructEngine.Shared.Tests.Contracts;

/// <summary>JSON Schemas (draft 2020-12) of contracts, as the bus writes them. Each record that an event is made of has one definition.</summary>
/// <param name="definitions">Where references to records point, as <c>#/$defs/</c>.</param>
internal sealed class EventSchemas(string definitions)
{
    // A member is required where its parameter has no default; what is no null in C# is no null on the wire.
    private static readonly JsonSerializerOptions s_options = new(StorageJson.Options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly SortedDictionary<string, JsonNode> _parts = new(StringComparer.Ordinal);

    /// <summary>What the events seen so far are made of, by name.</summary>
    public JsonObject Parts => new(_parts.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value.DeepClone())));

    public static JsonObject Document(Type type)
    {
        var schemas = new EventSchemas("#/$defs/");
        var document = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = type.Name };
        foreach (var (name, value) in schemas.Of(type))
            document[name] = value?.DeepClone();
        if (schemas.Parts is { Count: > 0 } parts)
            document["$defs"] = parts;
        return document;
    }

    public JsonObject Of(Type type) =>
        (JsonObject)s_options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var record = type.Assembly == typeof(RunRequested).Assembly && !type.IsEnum;
        if (type == typeof(double))
            schema = Reference("Number", Number, type != context.TypeInfo.Type);
        else if (record && !context.Path.IsEmpty)
            schema = Reference(type.Name, () => type == typeof(ContrastShares) ? Contrast() : Of(type), context.PropertyInfo?.IsGetNullable == true);
        else if (record)
            Describe(schema, ContractDocs.Of(type));

        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property)
            Describe(schema, ContractDocs.Of(property.DeclaringType!, property.Name));
        return schema;
    }

    private JsonObject Reference(string name, Func<JsonObject> create, bool nullable)
    {
        if (!_parts.ContainsKey(name))
            _parts[name] = create();
        var reference = new JsonObject { ["$ref"] = definitions + name };
        return nullable ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) } : reference;
    }

    private static JsonObject Number() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "number" }, new JsonObject { ["enum"] = new JsonArray("NaN", "Infinity", "-Infinity") }),
        ["description"] = "A number; what JSON has no number for is written as text, as of a training that diverged.",
    };

    /// <summary>What its converter reads and writes.</summary>
    private static JsonObject Contrast()
    {
        var shares = new JsonObject();
        foreach (var grade in ContrastShares.Grades)
            shares[grade] = new JsonObject { ["type"] = "number" };
        var grades = new JsonArray([.. ContrastShares.Grades.Select(grade => JsonValue.Create(grade))]);
        var schema = new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "string", ["enum"] = grades }, new JsonObject { ["type"] = "object", ["properties"] = shares }),
        };
        Describe(schema, ContractDocs.Of(typeof(ContrastShares)));
        return schema;
    }

    private static void Describe(JsonNode schema, string? text)
    {
        if (text is not null)
            schema["description"] = text;
    }
}
